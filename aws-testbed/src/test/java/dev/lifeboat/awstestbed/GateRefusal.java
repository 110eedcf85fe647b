package dev.lifeboat.awstestbed;

import com.sun.net.httpserver.HttpExchange;
import dev.lifeboat.aws.iam.NeededRight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// What AWS answers when it refuses a call, in the words of each service's protocol.
enum GateRefusal {
  THROTTLED("ThrottlingException", "Throttling", "SlowDown", 503, "Rate exceeded"),
  DENIED(
      "AccessDeniedException",
      "AccessDenied",
      "AccessDenied",
      403,
      "User is not authorized to perform this action"),
  KEY_NOT_ACCESSIBLE(
      "KMSKeyNotAccessibleFault",
      "KMSKeyNotAccessibleFault",
      "AccessDenied",
      403,
      "The specified KMS key does not exist, is not enabled or you do not have permissions"),
  EXPIRED(
      "ExpiredTokenException",
      "ExpiredToken",
      "ExpiredToken",
      400,
      "The security token included in the request is expired");

  private static final int BAD_REQUEST = 400;

  private final String json;
  private final String query;
  private final String s3;
  private final int statusOfS3;
  private final String message;

  GateRefusal(String json, String query, String s3, int statusOfS3, String message) {
    this.json = json;
    this.query = query;
    this.s3 = s3;
    this.statusOfS3 = statusOfS3;
    this.message = message;
  }

  /// How a call is refused for the lack of one right.
  static GateRefusal of(NeededRight right) {
    return right.action().equals("kms:CreateGrant") ? KEY_NOT_ACCESSIBLE : DENIED;
  }

  void answer(HttpExchange exchange, String service) throws IOException {
    if (service.equals("s3")) {
      answer(
          exchange,
          statusOfS3,
          "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(s3, message));
    } else if (exchange.getRequestHeaders().getFirst("X-Amz-Target") == null) {
      answer(
          exchange,
          BAD_REQUEST,
          """
          <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error>\
          <RequestId>gate</RequestId></ErrorResponse>
          """
              .formatted(query, message));
    } else {
      answer(
          exchange,
          BAD_REQUEST,
          """
          {"__type":"com.amazonaws#%s","message":"%s"}
          """
              .formatted(json, message));
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    RegionGate.answer(exchange, status, text.getBytes(StandardCharsets.UTF_8));
  }
}
