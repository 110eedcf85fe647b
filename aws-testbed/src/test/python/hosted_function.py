"""Simulated: the Python runtime of AWS Lambda, for one function.

Takes the function's name and the folder of its code, creates it in the account and answers its
calls until it is ended. What the function prints is no log here.
"""

import json
import os
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

import boto3

name, code = sys.argv[1:]
sys.path.insert(0, code)
import index  # noqa: E402


class Calls(BaseHTTPRequestHandler):
    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        try:
            status, answer = 200, index.handler(event, None)
        except Exception as thrown:
            status, answer = 500, {"errorType": type(thrown).__name__, "errorMessage": str(thrown)}
        told = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Calls)
boto3.client("lambda").create_function(
    FunctionName=name,
    Runtime="python3.13",
    Handler="index.handler",
    Role="arn:aws:iam::123456789012:role/lifeboat",
    Code={"ZipFile": b"simulated"},
    Environment={
        "Variables": {
            "PARAMETERS": os.environ["PARAMETERS"],
            "SIMULATED_AT": f"http://127.0.0.1:{server.server_port}/",
        }
    },
)
server.serve_forever()
