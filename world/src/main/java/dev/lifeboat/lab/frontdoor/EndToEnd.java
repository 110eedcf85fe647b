package dev.lifeboat.lab.frontdoor;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.message.MessageSupport;

/// Which headers pass a proxy: all but those of one connection (RFC 9110, 7.6.1), those that frame
/// the body, and those that only the front door may say.
final class EndToEnd {

  /// The region that answered.
  static final String REGION = "Lifeboat-Region";

  /// On failures: whether the request may have reached an instance.
  static final String SENT = "Lifeboat-Sent";

  private static final Set<String> OWN =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "content-length",
          "expect",
          "lifeboat-region",
          "lifeboat-sent");

  private EndToEnd() {}

  static void copy(HttpMessage from, HttpMessage to) {
    var ofConnection = namedByConnection(from);
    for (var headers = from.headerIterator(); headers.hasNext(); ) {
      var header = headers.next();
      var name = header.getName().toLowerCase(Locale.ROOT);
      if (!OWN.contains(name) && !ofConnection.contains(name)) {
        to.addHeader(header);
      }
    }
  }

  /// Whether the sender wants no further message on this connection.
  static boolean closes(HttpMessage message) {
    return namedByConnection(message).contains("close");
  }

  private static Set<String> namedByConnection(HttpMessage message) {
    var names = new HashSet<String>();
    MessageSupport.parseTokens(
        message, HttpHeaders.CONNECTION, name -> names.add(name.toLowerCase(Locale.ROOT)));
    return names;
  }
}
