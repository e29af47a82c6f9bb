"""Secrets that their place tells: by the name beside them."""

import json

import pytest

from gc_contracts.model.interaction import Response
from gc_contracts.redact.hiding import redactor
from spelt_secrets import answer, request

FORM = (("Content-Type", "application/x-www-form-urlencoded"),)


@pytest.mark.parametrize(
    ("name", "value", "left"),
    [
        ("Authorization", "Bearer abc", "Bearer <redacted:authorization:1>"),
        ("authorization", "Basic Y2xpZW50OmFiYw==", "Basic <redacted:authorization:1>"),
        ("Authorization", "Token token=abc", "Token <redacted:authorization:1>"),
        ("Authorization", "abc", "<redacted:authorization:1>"),
        ("Authorization", "Bearer ${credentials.token}", "Bearer ${credentials.token}"),
        ("Proxy-Authorization", "Digest a=b, c=d", "Digest <redacted:proxy_authorization:1>"),
        (
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=AKIA/x, Signature=ab",
            "AWS4-HMAC-SHA256 <redacted:authorization:1>",
        ),
        ("X-Api-Key", "abc", "<redacted:x_api_key:1>"),
        ("Ocp-Apim-Subscription-Key", "abc", "<redacted:ocp_apim_subscription_key:1>"),
        ("X-Hub-Signature-256", "sha256=abc", "<redacted:x_hub_signature_256:1>"),
        ("Cookie", "a=1x; b=2x", "a=<redacted:a:1>; b=<redacted:b:2>"),
        (
            "Set-Cookie",
            "sid=abc; Path=/; HttpOnly; SameSite=Lax",
            "sid=<redacted:sid:1>; Path=/; HttpOnly; SameSite=Lax",
        ),
        ("Location", "https://x.example.com/cb?code=abc&state=1", "https://x.example.com/cb?code=%3Credacted%3Acode%3A1%3E&state=1"),
        ("WWW-Authenticate", 'Bearer realm="x", error="invalid_token"', 'Bearer realm="x", error="invalid_token"'),
        ("ETag", '"d41d8cd98f00b204e9800998ecf8427e"', '"d41d8cd98f00b204e9800998ecf8427e"'),
        ("inin-correlation-id", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("Content-Type", "application/json; charset=utf-8", "application/json; charset=utf-8"),
    ],
)  # fmt: skip
def test_a_header_is_told_by_its_name(name, value, left):
    """A scheme, a cookie's name and its attributes stay."""
    changed = redactor({}).interaction(request(headers=((name, value),)))

    assert changed.request.headers == ((name, left),)


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://x.example.com/a?api_key=abc&b=1", "https://x.example.com/a?api_key=%3Credacted%3Aapi_key%3A1%3E&b=1"),
        ("https://me:abc@x.example.com/a", "https://me:%3Credacted%3Apassword%3A1%3E@x.example.com/a"),
        ("https://x.example.com/cb#access_token=abc&b=1", "https://x.example.com/cb#access_token=%3Credacted%3Aaccess_token%3A1%3E&b=1"),
        ("https://x.example.com/f?se=2026&sig=a%2Fb%3D", "https://x.example.com/f?se=2026&sig=%3Credacted%3Asig%3A1%3E"),
        ("https://x.example.com/f?X-Amz-Date=20261125T000000Z&X-Amz-Signature=ab12", "https://x.example.com/f?X-Amz-Date=20261125T000000Z&X-Amz-Signature=%3Credacted%3Ax_amz_signature%3A1%3E"),
        ("https://x.example.com/f?Expires=1&Signature=ab~&Key-Pair-Id=K", "https://x.example.com/f?Expires=1&Signature=%3Credacted%3Asignature%3A1%3E&Key-Pair-Id=K"),
        ("https://x.example.com/{id}?fields=a,b&nextPageToken=CAUQAA&token_type=x", "https://x.example.com/{id}?fields=a,b&nextPageToken=CAUQAA&token_type=x"),
        ("https://x.example.com/a?code=12&id=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "https://x.example.com/a?code=12&id=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
        ("https://x.example.com/a%20b?q=%24%7Bx%7D&token=${input.t}", "https://x.example.com/a%20b?q=%24%7Bx%7D&token=${input.t}"),
    ],
)  # fmt: skip
def test_a_url_is_told_by_its_parameters(url, left):
    """User, query, fragment; what is no secret stays as it was written."""
    assert redactor({}).interaction(request(url=url)).request.url == left


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ({"client_secret": "x"}, {"client_secret": "<redacted:client_secret:1>"}),
        ({"clientSecret": "x", "a": {"API-Key": "y"}}, {"clientSecret": "<redacted:client_secret:1>", "a": {"API-Key": "<redacted:api_key:2>"}}),
        ({"token_type": "bearer", "expires_in": 86400}, {"token_type": "bearer", "expires_in": 86400}),
        ({"secretQuestion": "Your pet?", "tokenCount": 3, "nextPageToken": "CAU"}, {"secretQuestion": "Your pet?", "tokenCount": 3, "nextPageToken": "CAU"}),
        ({"password": None, "hasPassword": True, "passwordPolicy": "long"}, {"password": None, "hasPassword": True, "passwordPolicy": "long"}),
        ({"otp": 123456, "code": 200}, {"otp": 2147400001, "code": 200}),
        ({"tokens": ["a", "b"], "max_tokens": 5}, {"tokens": ["a", "b"], "max_tokens": 5}),
        ({"accessTokens": ["a1", "b1"]}, {"accessTokens": ["<redacted:access_tokens:1>", "<redacted:access_tokens:2>"]}),
        ([{"name": "api_key", "value": "x"}, {"value": "y", "name": "page"}], [{"name": "api_key", "value": "<redacted:api_key:1>"}, {"value": "y", "name": "page"}]),
        ({"password": {"value": "x"}}, {"password": {"value": "<redacted:password:1>"}}),
        ({"authorization": {"roles": ["admin"]}}, {"authorization": {"roles": ["admin"]}}),
        ({"key": "PROJ-123", "auth": "basic"}, {"key": "PROJ-123", "auth": "basic"}),
        ({"key": "Zx81mQp0LkT7vB2n"}, {"key": "<redacted:key:1>"}),
        ({"hash": "d41d8cd98f00b204e9800998ecf8427e", "at": "2026-11-25T21:40:00Z"}, {"hash": "d41d8cd98f00b204e9800998ecf8427e", "at": "2026-11-25T21:40:00Z"}),
        ({"inner": '{"password": "x", "n": 1}'}, {"inner": '{"password": "<redacted:password:1>", "n": 1}'}),
        ({"uploadURI": "https://s3.example.com/a?X-Amz-Signature=ab12&x=1"}, {"uploadURI": "https://s3.example.com/a?X-Amz-Signature=<redacted:x_amz_signature:1>&x=1"}),
        ({"dsn": "postgres://app:s3cret@db.example.com/x"}, {"dsn": "postgres://app:<redacted:password:1>@db.example.com/x"}),
        ({"cs": "Server=db;Password=s3cret;Timeout=3"}, {"cs": "Server=db;Password=<redacted:password:1>;Timeout=3"}),
        ({"icon": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"}, {"icon": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"}),
    ],
)  # fmt: skip
def test_json_is_told_by_its_members(body, left):
    """Camel case, snake case, kebab case; nested, in pairs, in texts; types stay."""
    changed = redactor({}).interaction(answer(json.dumps(body)))

    assert json.loads(changed.reply.body) == left
    assert redactor({}).leaks(changed.reply.body.decode()) == ()


@pytest.mark.parametrize(
    ("headers", "body", "left"),
    [
        (FORM, "grant_type=authorization_code&code=abc&client_id=me", "grant_type=authorization_code&code=%3Credacted%3Acode%3A1%3E&client_id=me"),
        (FORM, "grant_type=password&username=ann&password=a%26b", "grant_type=password&username=ann&password=%3Credacted%3Apassword%3A1%3E"),
        (FORM, "assertion=a.b.c&refresh_token=x&device_code=y", "assertion=%3Credacted%3Aassertion%3A1%3E&refresh_token=%3Credacted%3Arefresh_token%3A2%3E&device_code=%3Credacted%3Adevice_code%3A3%3E"),
        (FORM, "payload=%7B%22token%22%3A%22x%22%7D&n=1", "payload=%7B%22token%22%3A%22%3Credacted%3Atoken%3A1%3E%22%7D&n=1"),
        (FORM, "code=7&page=2&q=a+b", "code=7&page=2&q=a+b"),
        ((), "username=ann&password=x", "username=ann&password=%3Credacted%3Apassword%3A1%3E"),
        ((("Content-Type", "text/xml"),), '<a><wsse:Password Type="t">x</wsse:Password><b apiKey="y"/></a>', '<a><wsse:Password Type="t">&lt;redacted:password:1&gt;</wsse:Password><b apiKey="&lt;redacted:api_key:2&gt;"/></a>'),
        ((("Content-Type", "text/html"),), '<input name="csrf_token" value="x1"><label>Password</label>', '<input name="csrf_token" value="&lt;redacted:csrf_token:1&gt;"><label>Password</label>'),
        ((("Content-Type", "text/html"),), '<script>var c = {"apiKey": "x81"}</script>', '<script>var c = {"apiKey": "&lt;redacted:api_key:1&gt;"}</script>'),
        ((("Content-Type", "multipart/form-data; boundary=B"),), '--B\r\nContent-Disposition: form-data; name="password"\r\n\r\nx y\r\n--B--', '--B\r\nContent-Disposition: form-data; name="password"\r\n\r\n<redacted:password:1>\r\n--B--'),
        ((("Content-Type", "text/plain"),), "client_secret=os.environ.get('X') and token: yes", "client_secret=os.environ.get('X') and token: yes"),
        ((("Content-Type", "application/json"),), '{"password": "x", "cut": "sh', '{"password": "<redacted:password:1>", "cut": "sh'),
    ],
)  # fmt: skip
def test_a_body_is_told_by_its_fields(headers, body, left):
    """Forms, XML, HTML, multipart, text, JSON cut short."""
    changed = redactor({}).interaction(request(method="POST", headers=headers, body=body))

    assert changed.request.body == left


def test_the_token_of_a_login_is_the_one_that_later_requests_carry():
    """Equal stays equal over interactions, headers and bodies."""
    hiding = redactor({})
    login = answer('{"access_token": "wHx7_9fKqZt3LmP0aQ", "token_type": "bearer"}')
    later = request(headers=(("Authorization", "Bearer wHx7_9fKqZt3LmP0aQ"),))

    left = hiding.interaction(login), hiding.interaction(later)

    assert left[0].reply.body == b'{"access_token": "<redacted:access_token:1>", "token_type": "bearer"}'
    assert left[1].request.headers == (("Authorization", "Bearer <redacted:access_token:1>"),)


def test_the_halves_of_a_basic_header_are_found_elsewhere():
    """The decoded form is a secret of its own, and so is the password alone."""
    each = answer("login of client:Rose-2026-x, password Rose-2026-x", "text/plain")
    asked = request(headers=(("Authorization", "Basic Y2xpZW50OlJvc2UtMjAyNi14"),)).request
    hiding = redactor({})

    left = hiding.interaction(type(each)(asked, each.reply))

    assert left.reply == Response(
        200,
        (("content-type", "text/plain"),),
        b"login of <redacted:authorization:1>, password <redacted:authorization_password:2>",
    )


def test_a_utf_16_body_is_read_by_its_mark():
    """A body in another encoding stays in it."""
    body = '{"password": "x"}'.encode("utf-16")

    left = redactor({}).interaction(answer(body))

    assert left.reply.body.decode("utf-16") == '{"password": "<redacted:password:1>"}'
