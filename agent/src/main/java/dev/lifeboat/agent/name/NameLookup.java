package dev.lifeboat.agent.name;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks one name server for the address of one name, anew each time. Thread-safe.
public final class NameLookup {
  private final SimpleResolver resolver;
  private final Name name;

  /// @param patience for one answer
  public NameLookup(InetSocketAddress server, String name, Duration patience) {
    this.resolver = new SimpleResolver(server);
    this.resolver.setTimeout(patience);
    try {
      this.name = Name.fromString(name, Name.root);
    } catch (TextParseException wrong) {
      throw new IllegalArgumentException("'" + name + "' is no name", wrong);
    }
  }

  /// An answer.
  ///
  /// @param ttl how long it may be kept
  public record Found(InetAddress address, Duration ttl) {}

  /// The address as the server tells it now.
  ///
  /// @throws UnknownHostException when the server says that there is no address
  /// @throws IOException when it says nothing
  public Found find() throws IOException {
    var question = Record.newRecord(name, Type.A, DClass.IN);
    var answer = resolver.send(Message.newQuery(question));
    for (var record : answer.getSection(Section.ANSWER)) {
      if (record instanceof ARecord found) {
        return new Found(found.getAddress(), Duration.ofSeconds(found.getTTL()));
      }
    }
    throw new UnknownHostException(
        "%s has no address: %s".formatted(name, Rcode.string(answer.getRcode())));
  }
}
