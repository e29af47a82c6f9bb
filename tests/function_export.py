"""A function action as its export describes it, without its code."""

from gc_contracts._json import Json

EXPORT: Json = {
    "name": "Person",
    "actionType": "custom",
    "integrationType": "function-data-actions",
    "secure": False,
    "config": {
        "request": {
            "requestType": "POST",
            "headers": {"apiKey": "${credentials.apiKey}"},
            "requestTemplate": "${input.rawRequest}",
        },
        "response": {"translationMap": {}, "translationMapDefaults": {}, "successTemplate": "${rawResult}"},
    },
    "contract": {
        "input": {
            "inputSchema": {
                "type": "object",
                "properties": {"userId": {"type": "string"}, "lang": {"type": "string"}},
                "required": ["userId"],
            }
        },
        "output": {
            "successSchema": {
                "type": "object",
                "properties": {"fullName": {"type": "string"}},
                "required": ["fullName"],
            }
        },
    },
    "function": {"handler": "index.handler", "runtime": "nodejs20.x", "timeoutSeconds": 10},
}
