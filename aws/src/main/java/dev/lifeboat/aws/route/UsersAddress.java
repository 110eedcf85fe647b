package dev.lifeboat.aws.route;

import dev.lifeboat.aws.keys.AwsTraffic;
import dev.lifeboat.wire.NameLookup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/// The address at which a workload's users come in, and who is asked for it.
///
/// By `http` and a port the name's own servers are asked, so that nothing on this machine keeps an
/// old answer. By `https`, whose certificates are of a name, it resolves as this machine and its
/// JVM do, and so it does for an accelerator, whose addresses never change.
public record UsersAddress(AwsTraffic traffic) {
  /// The server to be asked, unresolved; empty where this machine resolves the name.
  public Optional<InetSocketAddress> server() {
    var url = traffic.entry();
    return traffic.way() instanceof AwsTraffic.Objects objects
            && "http".equals(url.getScheme())
            && url.getPort() > 0
        ? Optional.of(NameAnswers.named(objects.nameServers().getFirst()))
        : Optional.empty();
  }

  /// What a client asks for `path` now.
  ///
  /// @param patience for the answer of a name server
  /// @throws IOException when the server tells no address
  public URI at(String path, Duration patience) throws IOException {
    var url = traffic.entry().resolve(path);
    var server = server();
    if (server.isEmpty()) {
      return url;
    }
    var asked = new InetSocketAddress(server.get().getHostString(), server.get().getPort());
    var found = new NameLookup(asked, url.getHost(), patience).find().address();
    try {
      return new URI(
          url.getScheme(),
          null,
          found.getHostAddress(),
          url.getPort(),
          url.getPath(),
          url.getQuery(),
          null);
    } catch (URISyntaxException impossible) {
      throw new IOException(impossible);
    }
  }
}
