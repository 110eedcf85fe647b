package dev.lifeboat.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// Asks one name server about one name, anew each time. Thread-safe.
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
    var answer = ask(Type.A);
    for (var record : answer.getSection(Section.ANSWER)) {
      if (record instanceof ARecord found) {
        return new Found(found.getAddress(), Duration.ofSeconds(found.getTTL()));
      }
    }
    throw new UnknownHostException(
        "%s has no address: %s".formatted(name, Rcode.string(answer.getRcode())));
  }

  /// The texts beside the name, sorted.
  ///
  /// @throws UnknownHostException when the server says that there is none
  /// @throws IOException when it says nothing
  public List<String> texts() throws IOException {
    var answer = ask(Type.TXT);
    var texts =
        answer.getSection(Section.ANSWER).stream()
            .filter(TXTRecord.class::isInstance)
            .map(record -> String.join("", ((TXTRecord) record).getStrings()))
            .sorted()
            .toList();
    if (texts.isEmpty()) {
      throw new UnknownHostException(
          "%s has no text: %s".formatted(name, Rcode.string(answer.getRcode())));
    }
    return texts;
  }

  private Message ask(int type) throws IOException {
    return resolver.send(Message.newQuery(Record.newRecord(name, type, DClass.IN)));
  }
}
