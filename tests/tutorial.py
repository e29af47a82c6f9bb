"""A program in the manner of the tutorials: it looks up a profile, and trusts whoever answers and asks.

It catches every exception, so nothing crashes; what it gets wrong is what it asks for and what it gives.
"""

from gc_contracts._json import Json

CODE = """import json
import logging

import httpx

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("profile")


def execute(inputs: dict) -> dict:
    result = {"fullName": "", "email": "", "companyName": "", "statusCode": 0, "errorMessage": ""}
    user, endpoint = inputs.get("userId"), inputs.get("apiEndpoint")
    if not user or not endpoint:
        result["errorMessage"] = "an input is missing"
        return result
    address = endpoint.rstrip("/") + "/" + user
    log.info("asking %s", address)
    try:
        with httpx.Client(timeout=10.0) as client:
            answer = client.get(address)
        result["statusCode"] = answer.status_code
        if answer.status_code != 200:
            try:
                result["errorMessage"] = str(answer.json())
            except Exception:
                result["errorMessage"] = answer.text
            return result
        profile = answer.json()
        result["fullName"] = profile.get("name", "")
        result["email"] = profile.get("email", "")
        employer = profile.get("company", {})
        if isinstance(employer, dict):
            result["companyName"] = employer.get("name", "")
        else:
            result["companyName"] = str(employer)
    except json.JSONDecodeError:
        result["errorMessage"] = "the answer was no JSON"
    except httpx.TimeoutException:
        result["statusCode"] = 408
        result["errorMessage"] = "the answer took too long"
    except Exception as error:
        result["statusCode"] = 500
        result["errorMessage"] = "unexpected: " + str(error)
    return result
"""
ACTION: Json = {
    "name": "FetchUserProfile",
    "inputs": [
        {"name": "userId", "type": "string", "required": True},
        {
            "name": "apiEndpoint",
            "type": "string",
            "required": True,
            "defaultValue": "https://profiles.example.com/users",
        },
    ],
    "outputs": [
        {"name": "fullName", "type": "string"},
        {"name": "email", "type": "string"},
        {"name": "companyName", "type": "string"},
        {"name": "statusCode", "type": "number"},
        {"name": "errorMessage", "type": "string"},
    ],
    "execution": {"type": "python", "version": "3.9", "code": CODE},
}
