"""Every write by readers and about them: each verb is one transaction."""
