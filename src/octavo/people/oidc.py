"""Signing in with an account elsewhere, by django-allauth's OpenID Connect, held tighter.

The addresses are the operator's own setting, or named by whom that trusts: answers are capped in bytes and in time, redirects are not
followed, the proxy of the environment is not used. Every ID token's signature, issuer, audience, times and nonce are checked.
"""

import hashlib
import hmac
import time
from typing import Any

import jwt
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest

from octavo.people.logic.oidc import is_safe_address, is_true

SECONDS, MOST_BYTES = 5.0, 256 * 1024  # of one answer
_LEEWAY = 60  # seconds between two clocks
# Signed with a private key: a shared secret or "none" in a token's head must not be what its maker chose
_SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
_NEEDED = ("iss", "sub", "aud", "exp", "iat")


class Asking(requests.Session):
    """A session that asks only what it was told to, for so long, and takes in so much."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False

    def request(self, method: Any, url: Any, *args: Any, **options: Any) -> requests.Response:
        """Ask. Raises RequestException when the answer is a redirect, too large or too slow."""
        until = time.monotonic() + 2 * SECONDS
        options |= {"timeout": SECONDS, "allow_redirects": False, "stream": True}
        response = super().request(method, url, *args, **options)
        if response.is_redirect:
            raise requests.RequestException("the identity provider leads elsewhere", response=response)
        body = bytearray()
        for piece in response.iter_content(16_384):
            body += piece
            if len(body) > MOST_BYTES or time.monotonic() > until:
                response.close()
                raise requests.RequestException("the identity provider's answer is too long or too slow")
        response._content = bytes(body)  # noqa: SLF001 - as requests keeps what it has read itself
        return response


def nonce_of(state: str) -> str:
    """Return the nonce that goes with a state: who has one knows the other, and the state is kept in the session alone."""
    return hashlib.sha256(f"octavo nonce {state}".encode()).hexdigest()


class _Client(OAuth2Client):
    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: dict[str, Any]) -> str:
        nonce: dict[str, str] = {"nonce": nonce_of(self.state)} if self.state else {}
        return str(super().get_redirect_url(authorization_url, scope, {**extra_params, **nonce}))


class Dance(OpenIDConnectOAuth2Adapter):
    """One sign-in, from the address that is asked first to the claims that are believed."""

    client_class = _Client

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises OAuth2Error when it is not to be had, or speaks for somebody else."""
        if not hasattr(self, "_openid_config"):
            issuer = str(self._provider.app.settings["server_url"])
            told = _json(f"{issuer}/.well-known/openid-configuration")
            if str(told.get("issuer", "")).rstrip("/") != issuer:
                raise OAuth2Error("the identity provider names another issuer than the setting")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                if not is_safe_address(told.get(name), issuer):
                    raise OAuth2Error(f"the identity provider gives no address that may be asked for {name}")
            self._openid_config = told
        known: dict[str, Any] = self._openid_config
        return known

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> SocialLogin:
        """Return who signs in. Raises OAuth2Error for a token that is not ours, not theirs, not now, or not for this sign-in."""
        text = kwargs["response"].get("id_token")
        if not isinstance(text, str):
            raise OAuth2Error("the identity provider sent no ID token")
        claims = self._decode_id_token(app, text)
        state = request.GET.get("state", "")
        if not hmac.compare_digest(str(claims.get("nonce", "")), nonce_of(state)):
            raise OAuth2Error("the ID token was made for another sign-in")
        said = dict(claims)
        if "email" not in said and is_safe_address(self.openid_config.get("userinfo_endpoint"), str(claims["iss"])):
            more = _json(str(self.openid_config["userinfo_endpoint"]), f"Bearer {token.token}")
            if more.get("sub") != claims["sub"]:
                raise OAuth2Error("the identity provider tells of somebody else")
            said = {**more, **said}
        said["email_verified"] = is_true(said.get("email_verified"))
        login: SocialLogin = self._provider.sociallogin_from_response(request, {"id_token": said})
        return login

    @property
    def _provider(self) -> Any:
        return self.get_provider()  # type: ignore[no-untyped-call]

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Return the claims of a token whose signature and addressee were checked, though it came straight from the provider."""
        try:
            head = jwt.get_unverified_header(id_token)
            algorithm = head.get("alg")
            if algorithm not in _SIGNED:
                raise OAuth2Error(f"the ID token is signed by {str(algorithm)[:20]!r}, which proves nothing")
            key = self._key(head.get("kid"), str(algorithm))
            claims: dict[str, Any] = jwt.decode(
                id_token, key, algorithms=[str(algorithm)], audience=app.client_id, issuer=self.openid_config["issuer"],
                leeway=_LEEWAY, options={"require": list(_NEEDED)},
            )  # fmt: skip
        except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise OAuth2Error("the ID token is not valid") from error
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else app.client_id) != app.client_id:
            raise OAuth2Error("the ID token was made for another site")
        return claims

    def _key(self, kid: object, algorithm: str) -> Any:
        keys = [key for key in _json(self.openid_config["jwks_uri"])["keys"] if key.get("use", "sig") == "sig"]
        fitting = [key for key in keys if key.get("kid") == kid] if kid else keys
        if len(fitting) != 1:
            raise OAuth2Error("the identity provider shows no key for the ID token")
        return jwt.PyJWK.from_dict(fitting[0], algorithm=algorithm).key


def _json(url: str, authorization: str = "") -> dict[str, Any]:
    """Return the object at `url`. Raises OAuth2Error."""
    headers = {"Accept": "application/json"} | ({"Authorization": authorization} if authorization else {})
    try:
        with Asking() as session:
            response = session.get(url, headers=headers)
            response.raise_for_status()
            told = response.json()
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise OAuth2Error("the identity provider does not answer as it should") from error
    if not isinstance(told, dict):
        raise OAuth2Error("the identity provider does not answer as it should")
    return told


class Provider(OpenIDConnectProvider):
    """The provider as a setting names it: what a visitor writes into the address adds nothing to what is asked."""

    oauth2_adapter_class = Dance

    def get_auth_params_from_request(self, request: HttpRequest, action: Any) -> dict[str, Any]:  # noqa: ARG002 - allauth's signature
        """Return our own parameters alone."""
        return dict(self.get_auth_params())  # type: ignore[no-untyped-call]

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:  # noqa: ARG002 - allauth's signature
        """Return our own scopes alone."""
        return list(self.get_scope())  # type: ignore[no-untyped-call]


class Social(DefaultSocialAccountAdapter):
    """How allauth treats accounts from elsewhere here: named by a setting, and joined to one of ours by proven addresses only."""

    def list_apps(self, request: HttpRequest, provider: Any = None, client_id: Any = None) -> list[SocialApp]:  # noqa: ARG002 - allauth's signature
        """Return the providers of the setting; none from the database, so that no secret is kept there."""
        found = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in found.values() for app in apps]

    def list_providers(self, request: HttpRequest) -> list[Any]:
        """Return them as providers."""
        return [Provider(request=request, app=app) for app in self.list_apps(request)]

    def get_provider(self, request: HttpRequest, provider: Any, client_id: Any = None) -> Provider:
        """Return one of them. Raises SocialApp.DoesNotExist."""
        return Provider(request=request, app=self.get_app(request, provider=provider, client_id=client_id))

    def get_requests_session(self) -> Asking:
        """Return a session that keeps our limits."""
        return Asking()

    def authenticate_by_email(self, sociallogin: SocialLogin) -> Any:
        """Return the account of ours whose address both sides have proven, and the address; None otherwise.

        An address that nobody proved here may have been typed by anyone: its owner signs in and connects the two.
        """
        for address in sociallogin.email_addresses:
            if not address.verified:
                continue
            ours = EmailAddress.objects.filter(email__iexact=address.email, verified=True).select_related("user")
            known = [each.user for each in ours[:2] if each.user.is_active]
            if len(known) == 1:
                return known[0], address.email
        return None
