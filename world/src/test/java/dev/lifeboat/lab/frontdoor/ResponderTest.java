package dev.lifeboat.lab.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.lab.admin.FreePorts;
import dev.lifeboat.lab.admin.HostPort;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.NameLookup;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// The responder is asked with real packets, by the library's own resolver.
class ResponderTest {
  // So many that an address which is sometimes still taken is met.
  private static final int STARTS = 200;
  private static final String NAME = "entry.shop.lifeboat.test";
  private static final String EAST = "127.4.0.1";
  private static final String WEST = "127.5.0.1";

  @TempDir private Path folder;
  private ResponderConfig config;
  private Responder responder;
  private FrontDoorClient admin;

  @BeforeEach
  void open() throws Exception {
    var ports = FreePorts.some(2);
    config = new ResponderConfig(ports.get(0), ports.get(1), folder.resolve("table.json"), NAME, 7);
    responder = Responder.open(config, _ -> {});
    admin = new FrontDoorClient(config.admin());
  }

  @AfterEach
  void close() throws Exception {
    responder.close();
  }

  @Test
  void the_addresses_are_free_once_it_is_closed() throws Exception {
    for (int start = 0; start < STARTS; start++) {
      responder.close();
      responder = Responder.open(config, _ -> {});
    }
  }

  @Test
  void the_name_leads_to_the_entrance_of_the_open_region_for_the_ttl() throws Exception {
    admin.put(table(3, 100, Table.State.OPEN, 0, Table.State.CLOSED));

    var found = lookup().find();

    assertThat(found.address().getHostAddress()).isEqualTo(EAST);
    assertThat(found.ttl()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void over_tcp_it_answers_the_same() throws Exception {
    admin.put(table(3, 0, Table.State.CLOSED, 100, Table.State.OPEN));

    var answer = ask(NAME, Type.A, true);

    assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    assertThat(answer.getSection(Section.ANSWER).getFirst().rdataToString()).isEqualTo(WEST);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
  }

  @Test
  void while_no_region_is_open_there_is_no_address_and_no_longer_than_the_ttl() throws Exception {
    admin.put(table(3, 0, Table.State.CLOSED, 0, Table.State.CLOSED));

    assertThatExceptionOfType(UnknownHostException.class).isThrownBy(lookup()::find);
    var answer = ask(NAME, Type.A, false);
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(answer.getSection(Section.AUTHORITY)).singleElement().isInstanceOf(SOARecord.class);
    assertThat(((SOARecord) answer.getSection(Section.AUTHORITY).getFirst()).getMinimum())
        .isEqualTo(7);
  }

  @Test
  void a_foreign_name_is_refused_and_one_below_does_not_exist() throws Exception {
    admin.put(table(3, 100, Table.State.OPEN, 0, Table.State.CLOSED));

    assertThat(ask("shop.lifeboat.test", Type.A, false).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(ask("example.org", Type.A, false).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(ask("a." + NAME, Type.A, false).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    var other = ask(NAME, Type.AAAA, false);
    assertThat(other.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(other.getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  @Tag("invariant-4")
  void a_lower_epoch_is_refused_and_changes_no_answer_even_after_a_restart() throws Exception {
    admin.put(table(5, 0, Table.State.CLOSED, 100, Table.State.OPEN));

    assertThatExceptionOfType(EpochRefusedException.class)
        .isThrownBy(() -> admin.put(table(4, 100, Table.State.OPEN, 0, Table.State.CLOSED)));
    responder.close();
    responder = Responder.open(config, _ -> {});

    assertThat(lookup().find().address().getHostAddress()).isEqualTo(WEST);
    assertThatExceptionOfType(EpochRefusedException.class)
        .isThrownBy(() -> admin.put(table(4, 100, Table.State.OPEN, 0, Table.State.CLOSED)));
  }

  @Test
  void of_two_open_regions_each_is_answered_by_its_weight() throws Exception {
    for (int percent : List.of(5, 25, 50)) {
      admin.put(table(5, percent, Table.State.OPEN, 100 - percent, Table.State.OPEN));
      int east = 0;
      for (int i = 0; i < 100; i++) {
        if (lookup().find().address().getHostAddress().equals(EAST)) {
          east++;
        }
      }
      assertThat(east).as("of a hundred answers at %d %%", percent).isEqualTo(percent);
    }
  }

  /// Goal: nothing that arrives ends the responder, or is answered with more than a refusal.
  @Test
  void rubbish_is_told_so_or_left_alone_and_the_next_question_is_answered() throws Exception {
    admin.put(table(3, 100, Table.State.OPEN, 0, Table.State.CLOSED));
    var rubbish = new byte[] {1, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 63};
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(2_000);
      socket.send(new DatagramPacket(new byte[] {1}, 1, server()));
      socket.send(new DatagramPacket(rubbish, rubbish.length, server()));
      var answer = new DatagramPacket(new byte[512], 512);
      socket.receive(answer);
      assertThat(new Message(java.util.Arrays.copyOf(answer.getData(), answer.getLength())))
          .satisfies(told -> {
            assertThat(told.getHeader().getID()).isEqualTo(0x0102);
            assertThat(told.getRcode()).isEqualTo(Rcode.FORMERR);
          });
    }

    assertThat(lookup().find().address().getHostAddress()).isEqualTo(EAST);
  }

  @Test
  void a_zone_that_is_no_name_is_not_served() {
    assertThatThrownBy(() ->
            Responder.open(
                new ResponderConfig(config.listen(), config.admin(), config.table(), "a..b", 1),
                _ -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zone is no name");
  }

  private static Table table(
      long epoch, int east, Table.State ofEast, int west, Table.State ofWest) {
    return new Table(
        epoch,
        new TreeMap<>(
            Map.of(
                "east", new Table.Region(east, ofEast, List.of(new HostPort(EAST, 1))),
                "west", new Table.Region(west, ofWest, List.of(new HostPort(WEST, 1))))),
        "/healthz");
  }

  private InetSocketAddress server() {
    return config.listen().socketAddress();
  }

  private NameLookup lookup() {
    return new NameLookup(server(), NAME, Duration.ofSeconds(2));
  }

  private Message ask(String name, int type, boolean tcp) throws IOException {
    var resolver = new SimpleResolver(server());
    resolver.setTimeout(Duration.ofSeconds(2));
    resolver.setTCP(tcp);
    return resolver.send(
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN)));
  }
}
