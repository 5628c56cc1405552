"""How pages name their furniture, in the languages that news is read in. Compared casefolded, without final marks."""

import re

# A block that begins so, and is short, is the head of a box: nothing of the article stands below it.
_STARTS = """
related articles|related stories|related news|related posts|related content|related topics|related coverage|
related reading|related:|more stories|more news|
more from|more on this|more in |more like this|more articles|you may also|you might also|you may like|
recommended for you|recommended stories|recommended articles|
recommended reading|recommended:|trending now|trending stories|trending on|most read|most popular|most viewed|
most commented|latest news|latest stories|latest from|also read|read also|read next|up next|
keep reading|don't miss|don’t miss|in other news|top stories|editors' picks|editor's picks|editor’s picks|
editors’ picks|sponsored content|promoted stories|from around the web|
what to read next|discover more|further reading|see also|join the conversation|join the discussion|leave a comment|
leave a reply|post a comment|add a comment|write a comment|no comments|
view comments|show comments|read comments|comments (|reader comments|try our |try the app|explore what |
download our app|download the app|get the app|get our app|subscribe to our|sign up for our|sign up to our|
sign up for the|sign up to the|
share this|share article|share story|follow us on|newsletter sign|get the latest|listen to this article|tags:|topics:|
filed under|hashtags|
ähnliche artikel|verwandte artikel|mehr zum thema|lesen sie auch|auch interessant|das könnte sie|weitere artikel|
weitere nachrichten|weitere meldungen|meistgelesen|meist gelesen|mehr aus|
mehr von |empfohlene artikel|zum thema:|passend zum thema|kommentar schreiben|kommentare (|noch keine kommentare|
keine kommentare|diskutieren sie|artikel teilen|testen sie unsere|probieren sie|newsletter abonnieren|
jetzt abonnieren|
articles liés|articles similaires|articles connexes|articles associés|à lire aussi|a lire aussi|lire aussi|
à lire également|lire également|sur le même sujet|vous aimerez aussi|vous pourriez|
les plus lus|dans la même rubrique|aucun commentaire|laisser un commentaire|ajouter un commentaire|commenter cet|
partager cet|partager l'article|partagez|essayez nos|découvrez nos|inscrivez-vous à|abonnez-vous à|recevez notre|
artículos relacionados|noticias relacionadas|notas relacionadas|contenido relacionado|te puede interesar|
te podría interesar|también te puede|más noticias|lee también|lea también|leer también|leé también|mira también|
lo más leído|más leídas|más sobre|aún no hay comentarios|sin comentarios|no hay comentarios|deja un comentario|
deja tu comentario|comparte este|compartir este|prueba nuestras|prueba nuestra|suscríbete a|
artigos relacionados|notícias relacionadas|matérias relacionadas|conteúdo relacionado|leia também|leia mais|
leia ainda|veja também|mais lidas|mais notícias|mais sobre|nenhum comentário|sem comentários|deixe um comentário|
deixe seu comentário|experimente|assine nossa|compartilhe est|
articoli correlati|articoli simili|notizie correlate|leggi anche|potrebbe interessarti|potrebbero interessarti|
i più letti|altre notizie|nessun commento|lascia un commento|condividi quest|prova le nostre|prova la nostra|
iscriviti alla|
gerelateerde artikelen|gerelateerd|lees ook|lees meer over|meer nieuws|meer over|meest gelezen|nog geen reacties|
geen reacties|plaats een reactie|deel dit|probeer onze|
relaterade artiklar|liknande artiklar|läs också|läs även|läs mer om|mer om ämnet|mest läst|inga kommentarer|
lämna en kommentar|dela artikel|prova våra|
relaterte artikler|les også|mest lest|ingen kommentarer|legg igjen en kommentar|prøv våre|relaterede artikler|
læs også|mest læste|prøv vores|skriv en kommentar|
aiheeseen liittyv|lue myös|lue lisää|luetuimmat|ei kommentteja|kokeile|
powiązane artykuły|podobne artykuły|czytaj też|czytaj także|czytaj również|przeczytaj też|przeczytaj także|zobacz też|
zobacz także|zobacz również|polecane|najczęściej czytane|brak komentarzy|dodaj komentarz|wypróbuj|udostępnij|
читайте также|читайте ещё|читайте еще|смотрите также|похожие статьи|похожие новости|похожие материалы|
материалы по теме|новости по теме|статьи по теме|другие новости|самое читаемое|популярное|комментариев пока нет|
нет комментариев|пока нет комментариев|оставить комментарий|поделиться|попробуйте|подпишитесь|
читайте також|дивіться також|схожі статті|схожі новини|пов'язані статті|пов’язані статті|матеріали за темою|
новини по темі|коментарів ще немає|коментарів немає|спробуйте|поділитися|підпишіться|
související články|čtěte také|mohlo by vás|nejčtenější|zatím žádné komentáře|žádné komentáře|vyzkoušejte|
súvisiace články|čítajte aj|mohlo by vás|zatiaľ žiadne komentáre|vyskúšajte|
kapcsolódó cikkek|ajánlott cikkek|olvassa el|ezt is |legolvasottabb|még nincs|nincsenek hozzászólások|próbálja ki|
articole similare|articole asociate|citește și|citeşte şi|citiţi şi|cele mai citite|niciun comentariu|încercați|
încearcă|
свързани статии|вижте още|прочетете още|още по темата|няма коментари|опитайте|povezani članci|pročitajte i|
pročitajte još|vezane vesti|повезани чланци|nema komentara|isprobajte|povezani članki|preberite tudi|ni komentarjev|
σχετικά άρθρα|διαβάστε επίσης|διαβάστε ακόμη|δείτε επίσης|τα πιο δημοφιλή|δεν υπάρχουν σχόλια|δοκιμάστε|
ilgili haberler|ilgili makaleler|ilgili içerik|benzer haberler|bunlar da|ilginizi çekebilir|çok okunan|en çok okunan|
henüz yorum|yorum yap|deneyin|
مقالات ذات صلة|مواضيع ذات صلة|أخبار ذات صلة|اقرأ أيض|إقرأ أيض|اقرا ايض|قد يعجبك|الأكثر قراءة|لا توجد تعليقات|
لا تعليقات|أضف تعليق|اترك تعليق|شارك |جرب |جرّب |مطالب مرتبط|اخبار مرتبط|مقالات مرتبط|بیشتر بخوانید|هنوز نظری|
نظری ثبت|نظر دهید|امتحان کنید|
متعلقہ خبریں|متعلقہ مضامین|یہ بھی پڑھیں|مزید پڑھیں|
כתבות נוספות|כתבות קשורות|כתבות שאולי|עוד בנושא|אולי יעניין|קראו גם|קראו עוד|אין תגובות|הוסף תגובה|הוספת תגובה|נסו את|
संबंधित खबरें|संबंधित लेख|संबंधित समाचार|सम्बंधित|यह भी पढ़ें|ये भी पढ़ें|अभी तक कोई टिप्पणी|कोई टिप्पणी नहीं|
टिप्पणी करें|आज़माएं|
সম্পর্কিত খবর|সম্পর্কিত|আরও পড়ুন|আরো পড়ুন|কোনো মন্তব্য|தொடர்புடைய|மேலும் படிக்க|సంబంధిత|
相关文章|相关新闻|相关阅读|相关报道|相关内容|相关推荐|推荐阅读|推荐文章|延伸阅读|更多新闻|更多文章|热门文章|热门新闻|猜你喜欢|暂无评论|还没有评论|发表评论|评论区|分享到|试试我们|体验我们|
相關文章|相關新聞|相關報導|相關閱讀|延伸閱讀|推薦閱讀|推薦文章|更多新聞|熱門文章|熱門新聞|猜你喜歡|尚無評論|暫無評論|尚無留言|發表評論|試用我們|
関連記事|関連ニュース|関連リンク|あわせて読みたい|合わせて読みたい|おすすめ記事|おすすめの記事|人気記事|こちらもおすすめ|コメントはまだ|まだコメント|コメントを書く|この記事をシェア|お試しください|
관련 기사|관련기사|관련 뉴스|관련뉴스|추천 기사|추천기사|추천 뉴스|많이 본 뉴스|인기 기사|함께 읽|
아직 댓글|댓글이 없|댓글 쓰기|체험해|사용해 보|
ข่าวที่เกี่ยวข้อง|บทความที่เกี่ยวข้อง|เรื่องที่เกี่ยวข้อง|อ่านเพิ่มเติม|ยังไม่มีความคิดเห็น|ลองใช้|tin liên quan|
bài viết liên quan|tin cùng|xem thêm|đọc thêm|chưa có bình luận|thử các|
berita terkait|artikel terkait|baca juga|berita lainnya|terpopuler|belum ada komentar|coba fitur|artikel berkaitan|
makala zinazohusiana|habari zinazohusiana|soma pia|
ask our|ask ai|ask the ai|ask about this|what readers|what others are|have your say|tell us what|
get the morning|get the evening|in this story|more to read|more to explore|elsewhere on|popular on |popular now|
das könnte dich|für sie empfohlen|für dich empfohlen|unsere empfehlungen|mitdiskutieren|diskutier mit|
reden sie mit|fragen sie unser|fragen sie die ki|frag unser|frag die ki|beitrag teilen|diesen beitrag teilen|
diesen artikel teilen|unser newsletter|vous aimerez peut-être|cela pourrait vous|ceci pourrait vous|
recommandé pour vous|nos recommandations|rejoignez la conversation|rejoignez la discussion|
participez à la conversation|participez à la discussion|demandez à notre|posez vos questions|posez une question|
quizá te interese|quizás te interese|puede que te guste|recomendado para ti|únete a la conversación|
participa en la conversación|pregunta a nuestr|pregúntale a |você também pode|você pode gostar|
você pode se interessar|também pode gostar|pode também gostar|recomendado para você|recomendados para você|
participe da conversa|participe da discussão|participe na conversa|participe do debate|pergunte ao nosso|
pergunte à nossa|compartilhe|partilhe|receba a nossa|receba nossa|subscreva a|ainda não há comentários|
ti potrebbe interessare|potrebbe piacerti|consigliati per te|partecipa alla|unisciti alla|chiedi al nostro|
chiedi alla nostra|misschien vind je|misschien ook|dit vind je|aanbevolen voor|praat mee|doe mee aan|
vraag het onze|stel onze|du kanske också|du kanske gillar|kanske du också|fler artiklar|fler nyheter|
rekommenderas för|rekommenderat för|delta i samtalet|delta i diskussionen|kommentera artikeln|fråga vår|
dela den här|dela artikeln|prenumerera på|mest läst|kanskje du også|du vil kanskje|anbefalt for deg|flere saker|
delta i samtalen|delta i debatten|spør vår|del artikkelen|del saken|måske er du også|anbefalet til dig|
flere artikler|flere nyheder|deltag i samtalen|deltag i debatten|spørg vores|del artiklen|saatat pitää|
sinua saattaa kiinnostaa|sinua saattavat|suosittelemme|osallistu keskusteluun|kysy avustajal|jaa artikkeli|
może cię zainteresować|mogą cię zainteresować|może zainteresuje|może ci się|polecane dla|dołącz do |
weź udział w dyskusji|zapytaj nasz|zapisz się do|udostępnij|zapojte se do|doporučujeme|přidejte se k|
zeptejte se naš|sdílet článek|zapojte sa do|odporúčame|opýtajte sa naš|spýtajte sa naš|ez is érdekelheti|
önnek ajánljuk|neked ajánljuk|szóljon hozzá|szólj hozzá|kérdezze meg|kérdezd meg|s-ar putea să te interes|
s-ar putea să îți|s-ar putea să vă|ți-ar putea|recomandate pentru|alătură-te|intră în conversație|întreabă-l|
întreabă asistent|şunlar da|sizin için seç|sizin için öner|size özel|önerilen haber|sohbete katıl|
tartışmaya katıl|asistanımıza|yapay zekaya sor|bu haberi paylaş|haberi paylaş|bültenimize|bültene abone|
вам может понравиться|вам может быть интерес|вам также может|вас может заинтересовать|вам будет интерес|
рекомендуем|присоединяйтесь к|примите участие|задайте вопрос|спросите наш|вам може сподобатися|
вас може зацікавити|рекомендуємо|приєднуйтесь|долучайтеся|запитайте наш|поставте питання|може да ви хареса|
може да ви заинтересува|препоръчани|включете се|попитайте наш|μπορεί να σας ενδιαφέρ|μπορεί να σας αρέσ|
ίσως σας|προτεινόμενα|συμμετέχετε στ|ρωτήστε τον|قد يهمك|قد تهمك|ربما يعجبك|موصى به|انضم إلى|شارك في النقاش|
شاركنا|اسأل مساعد|اسأل الذكاء|اشترك في|تابعنا|شاید بپسندید|ممکن است بپسندید|پیشنهاد می|به گفتگو بپیوندید|
از دستیار|אולי תאהבו|מומלצים עבור|הצטרפו ל|שאלו את |आपको यह भी|आपको पसंद|आप यह भी|अनुशंसित|चर्चा में शामिल|
बातचीत में|हमारे सहायक|আপনার পছন্দ|আলোচনায় যোগ|คุณอาจสนใจ|คุณอาจชอบ|แนะนำสำหรับ|ร่วมแสดงความ|ถามผู้ช่วย|
có thể bạn quan tâm|có thể bạn thích|tham gia thảo luận|hỏi trợ lý|anda mungkin suka|anda mungkin tertarik|
mungkin anda suka|rekomendasi untuk|bergabunglah dalam|ikuti percakapan|tanya asisten|bagikan artikel|你可能也|
你可能喜欢|你可能感兴趣|你可能还|您可能也|您可能喜欢|您可能感兴趣|您可能还|为你推荐|为您推荐|加入讨论|参与讨论|
网友评论|问问ai|问问我们|问问助手|向ai提问|订阅我们|订阅本|為你推薦|為您推薦|加入討論|參與討論|網友評論|問問ai|
問問我們|訂閱我們|訂閱本|あなたにおすすめ|あなたへのおすすめ|みんなのコメント|読者のコメント|会話に参加|
この記事について|aiに質問|アクセスランキング|ニュースレターに|メルマガ|당신을 위한|당신이 좋아할|좋아하실 만한|
추천 콘텐츠|대화에 참여|토론에 참여|의견 남기기|ai에게|뉴스레터 구독|
"""
# So a box says that nobody has written yet, a sentence though it is.
_EMPTY = """
no comments yet|be the first to comment|there are no comments|noch keine kommentare|keine kommentare|aucun commentaire|
pas encore de commentaire|aún no hay comentarios|todavía no hay comentarios|sin comentarios|no hay comentarios|
nenhum comentário|
sem comentários|ainda não há comentários|nessun commento|non ci sono commenti|nog geen reacties|geen reacties|
inga kommentarer|
ingen kommentarer|ei kommentteja|ei vielä kommentteja|brak komentarzy|комментариев пока нет|нет комментариев|
пока нет комментариев|
коментарів ще немає|коментарів немає|zatím žádné komentáře|žádné komentáře|zatiaľ žiadne komentáre|még nincs hozzászólás|
nincsenek hozzászólások|niciun comentariu|няма коментари|nema komentara|ni komentarjev|δεν υπάρχουν σχόλια|
henüz yorum|لا توجد تعليقات|
لا تعليقات|هنوز نظری|نظری ثبت|אין תגובות|अभी तक कोई टिप्पणी|कोई टिप्पणी नहीं|কোনো মন্তব্য|暂无评论|还没有评论|尚無評論|暫無評論|尚無留言|
コメントはまだ|まだコメント|아직 댓글|댓글이 없|ยังไม่มีความคิดเห็น|chưa có bình luận|belum ada komentar
"""
# A block that is no more than this, alone or with a number.
_WHOLE = """
related|comments|comment|tags|topics|hashtags|share|recommended|trending|newsletter|newsletters|sponsored|keywords|
popular|discussion|
kommentare|kommentar|themen|schlagwörter|schlagworte|teilen|empfehlungen|empfohlen|stichwörter|commentaires|
commentaire|réagir|mots-clés|mots clés|partager|thèmes|sujets|recommandés|
comentarios|etiquetas|temas|compartir|recomendados|relacionadas|relacionados|comentários|compartilhar|partilhar|
tópicos|palavras-chave|recomendadas|commenti|commento|tag|condividi|argomenti|parole chiave|consigliati|correlati|
reacties|delen|onderwerpen|trefwoorden|aanbevolen|kommentarer|dela|ämnen|etiketter|emner|emneord|del|relatert|
relateret|relaterat|kommentit|jaa|aiheet|avainsanat|
komentarze|tagi|tematy|hashtagi|komentáře|štítky|sdílet|témata|komentáre|značky|zdieľať|hozzászólások|címkék|
megosztás|comentarii|etichete|distribuie|комментарии|теги|тэги|хештеги|хэштеги|темы|по теме|обсуждение|
коментарі|теми|коментари|етикети|тагове|хаштагове|komentari|oznake|komentarji|podijeli|podeli|σχόλια|ετικέτες|σχετικά|
yorumlar|etiketler|paylaş|konular|التعليقات|تعليقات|الوسوم|وسوم|هاشتاغ|هاشتاج|مشاركة|نظرات|برچسب‌ها|برچسب ها|تبصرے|
תגובות|תגיות|שתפו|שיתוף|האשטגים|टिप्पणियाँ|टिप्पणियां|टैग|टैग्स|हैशटैग|शेयर करें|মন্তব্য|评论|評論|留言|标签|標籤|话题标签|主題標籤|分享|
话题|コメント|タグ|ハッシュタグ|シェア|共有|댓글|태그|해시태그|공유|의견|ความคิดเห็น|แท็ก|แฮชแท็ก|แชร์|bình luận|thẻ|từ khóa|chia sẻ|
komentar|tagar|bagikan|topik|maoni|hashtaggar|hashtag|#hashtags
"""
_AGO = re.compile(
    r"""(?ix)^\W{0,3}.{0,30}?(?:
    (?:\d+|an?|one|a\sfew)\s*(?:s|sec|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|months?|years?)\.?\s+ago
    | just\snow | yesterday
    | vor\s+(?:\d+|eine[rmn]?)\s+\w+ | il\s+y\s+a\s+(?:\d+|une?)\s+\w+ | hace\s+(?:\d+|una?)\s+\w+
    | h[áa]\s+(?:\d+|uma?)\s+\w+ | (?:\d+|un['a]?)\s*\w+\s+fa
    | (?:\d+|een)\s+\w+\s+geleden | (?:\d+|en|ett|et)\s+\w+\s+(?:sedan|siden|sidan) | för\s+\d+\s+\w+\s+sedan
    | (?:\d+\s+)?\w+\s+sitten | (?:\d+\s+)?\w+\s+temu | (?:\d+\s+)?\w+\s+назад | (?:\d+\s+)?\w+\s+тому
    | pr?[řr]ed\s+(?:\d+\s+)?\w+ | преди\s+(?:\d+\s+)?\w+ | prije\s+\d+\s+\w+ | пре\s+\d+\s+\w+
    | acum\s+(?:\d+|o|un)\s+\w+ | \d+\s+\w+\s+(?:ezelőtt|ja|e) | πριν(?:\s+από)?\s+\d+\s+\w+ | \d+\s+\w+\s+πριν
    | (?:\d+|bir)\s+\w+\s+önce
    | (?:منذ|قبل)\s+.{1,20} | .{1,14}\s+(?:پیش|قبل|پہلے) | לפני\s+.{1,16} | .{1,16}\s+पहले | .{1,14}\s+আগে
    | \d+\s*(?:秒|分|分钟|分鐘|小时|小時|個小時|个小时|時間|天|日|周|週|ヶ月|个月)\s*(?:之)?前 | \d+\s*(?:초|분|시간|일|주|개월)\s*전
    | .{1,16}ที่(?:แล้ว|ผ่านมา) | \d+\s+\w+\s+trước | (?:\d+|se)\s*\w+\s+(?:yang\s+)?lalu
    )\W{0,3}$"""
)
# No text without one of these is such a time; looking for them costs a tenth of the pattern.
_AGO_WORD = re.compile(r"[^\W\d_]+")
_AGO_WORDS = frozenset(
    """
    ago now yesterday vor il hace ha há fa geleden sedan siden sidan sitten temu назад тому pred před преди prije пре acum
    ezelőtt ja e πριν önce منذ قبل پیش پہلے לפני trước lalu
    """.split()
)
_AGO_PARTS = ("前", "전", "ที่", "पहले", "আগে")


def _alternatives(text: str) -> list[str]:
    return [re.escape(part.casefold()) for part in text.replace("\n", "").split("|") if part]


_START = re.compile("|".join(_alternatives(_STARTS)))
_NOBODY = re.compile("|".join(_alternatives(_EMPTY)))
_ALONE = re.compile(rf"[\W\d]*(?:{'|'.join(_alternatives(_WHOLE))})[\W\d]*")


def is_head(text: str) -> bool:
    """Say whether `text` (one squeezed block) heads a box of furniture: at most 60 characters, no sentence."""
    folded = text[:61].casefold().lstrip("#•·-–— ")
    if len(text) > 60 or text[-1:] in ".。":
        return len(text) < 60 and bool(_NOBODY.match(folded))
    return bool(_START.match(folded) or _ALONE.fullmatch(folded))


def is_ago(text: str) -> bool:
    """Say whether `text` is a relative time such as cards carry ("9 minutes ago", "vor 2 Stunden", "3小时前")."""
    if len(text) > 48 or not (
        any(part in text for part in _AGO_PARTS) or not _AGO_WORDS.isdisjoint(_AGO_WORD.findall(text.lower()))
    ):
        return False
    return bool(_AGO.match(text))
