"""Simulated: that AWS understands CBOR, which the SDK for Java speaks with CloudWatch.

moto knows the older JSON protocol of the same operations. Here a call is translated to it and its
answer back, by botocore's own reader and writer of CBOR and its model of the service.
"""

import gzip
import io
import json

from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.parsers import RpcV2CBORParser
from botocore.serialize import RpcV2CBORSerializer

PROTOCOL = "rpc-v2-cbor"

# By the name that stands in the path of its calls.
MODELS = {
    "GraniteServiceVersion20100801": ServiceModel(
        Loader().load_service_model("cloudwatch", "service-2"), "cloudwatch"
    )
}


class Translated:
    """Passes every other call on as it is."""

    def __init__(self, application):
        self.application = application
        self.reader = RpcV2CBORParser()
        self.writer = RpcV2CBORSerializer()

    def __call__(self, environ, start_response):
        if environ.get("HTTP_SMITHY_PROTOCOL") != PROTOCOL:
            return self.application(environ, start_response)
        _, _, service, _, operation = environ["PATH_INFO"].split("/")
        status, headers, answer = self.asked(environ, f"{service}.{operation}")
        if status.startswith("200"):
            output = MODELS[service].operation_model(operation).output_shape
            body = self.written(answer, output)
        else:
            body = as_map({"__type": answer["__type"], "message": answer.get("message", "")})
        kept = [it for it in headers if it[0].lower() not in ("content-type", "content-length")]
        start_response(
            status,
            kept
            + [
                ("Content-Type", "application/cbor"),
                ("Content-Length", str(len(body))),
                ("smithy-protocol", PROTOCOL),
            ],
        )
        return [body]

    def asked(self, environ, target):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        # The SDK compresses what is large.
        if environ.get("HTTP_CONTENT_ENCODING") == "gzip":
            body = gzip.decompress(body)
        stream = io.BufferedReader(io.BytesIO(body))
        asked = self.reader.parse_data_item(stream) if body else {}
        text = json.dumps(asked, default=lambda moment: moment.timestamp()).encode()
        told = {}

        def started(status, headers, _=None):
            told.update(status=status, headers=headers)

        answer = b"".join(
            self.application(
                environ
                | {
                    "HTTP_CONTENT_ENCODING": "",
                    "PATH_INFO": "/",
                    "RAW_URI": "/",
                    "REQUEST_URI": "/",
                    "CONTENT_TYPE": "application/x-amz-json-1.0",
                    "CONTENT_LENGTH": str(len(text)),
                    "HTTP_X_AMZ_TARGET": target,
                    "wsgi.input": io.BytesIO(text),
                },
                started,
            )
        )
        return told["status"], told["headers"], json.loads(answer or "{}")

    def written(self, answer, shape):
        body = bytearray()
        if shape is None:
            return as_map({})
        self.writer._serialize_data_item(body, answer, shape)
        return bytes(body)


def as_map(texts):
    """A map of a few short texts, as RFC 8949 has it."""
    body = bytearray([0xA0 + len(texts)])
    for text in [part for item in texts.items() for part in item]:
        utf8 = text.encode()[:255]
        body += bytes([0x78, len(utf8)]) + utf8
    return bytes(body)
