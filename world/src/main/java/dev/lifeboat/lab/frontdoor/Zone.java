package dev.lifeboat.lab.frontdoor;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/// What one name answers, as RFC 1034 and 2308 have it: a zone of one name with one address.
/// Thread-safe.
///
/// The address is chosen anew for each question. Where no region is open the answer says that there
/// is none, for as long as an address would have been kept.
final class Zone {
  private static final long REFRESH_SECONDS = 3_600;

  private final Name apex;
  private final long ttlSeconds;
  private final Supplier<Optional<InetAddress>> address;

  /// @param name such as `entry.storefront.lifeboat.test`
  Zone(String name, Duration ttl, Supplier<Optional<InetAddress>> address) {
    try {
      this.apex = Name.fromString(name, Name.root);
    } catch (TextParseException wrong) {
      throw new IllegalArgumentException("zone is no name: " + wrong.getMessage(), wrong);
    }
    this.ttlSeconds = ttl.toSeconds();
    this.address = address;
  }

  /// The answer to `query`; empty for what is an answer itself, which must never be answered.
  Optional<Message> answer(Message query) {
    var header = query.getHeader();
    if (header.getFlag(Flags.QR)) {
      return Optional.empty();
    }
    var answer = new Message(header.getID());
    answer.getHeader().setFlag(Flags.QR);
    answer.getHeader().setOpcode(header.getOpcode());
    if (header.getFlag(Flags.RD)) {
      answer.getHeader().setFlag(Flags.RD);
    }
    var question = query.getQuestion();
    if (header.getOpcode() != Opcode.QUERY) {
      answer.getHeader().setRcode(Rcode.NOTIMP);
    } else if (question == null || header.getCount(Section.QUESTION) != 1) {
      answer.getHeader().setRcode(Rcode.FORMERR);
    } else {
      answer.addRecord(question, Section.QUESTION);
      answer(question, answer);
    }
    return Optional.of(answer);
  }

  private void answer(Record question, Message answer) {
    var name = question.getName();
    boolean internet = question.getDClass() == DClass.IN || question.getDClass() == DClass.ANY;
    if (!internet || !name.subdomain(apex)) {
      answer.getHeader().setRcode(Rcode.REFUSED);
      return;
    }
    answer.getHeader().setFlag(Flags.AA);
    if (!name.equals(apex)) {
      answer.getHeader().setRcode(Rcode.NXDOMAIN);
      answer.addRecord(authority(), Section.AUTHORITY);
      return;
    }
    int type = question.getType();
    if (type == Type.SOA) {
      answer.addRecord(authority(), Section.ANSWER);
      return;
    }
    var found = type == Type.A || type == Type.ANY ? address.get() : Optional.<InetAddress>empty();
    if (found.isPresent()) {
      answer.addRecord(new ARecord(apex, DClass.IN, ttlSeconds, found.get()), Section.ANSWER);
    } else {
      answer.addRecord(authority(), Section.AUTHORITY);
    }
  }

  /// Its last figure says how long it may be remembered that there is no address.
  private Record authority() {
    return new SOARecord(
        apex,
        DClass.IN,
        ttlSeconds,
        apex,
        apex,
        1,
        REFRESH_SECONDS,
        REFRESH_SECONDS,
        REFRESH_SECONDS,
        ttlSeconds);
  }
}
