package dev.lifeboat.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.lifeboat.agent.TestFolder;
import dev.lifeboat.guard.EpochRequest;
import dev.lifeboat.guard.KeeperClient;
import dev.lifeboat.guard.LeaseReturn;
import dev.lifeboat.wire.Caller;
import dev.lifeboat.wire.EpochRefusedException;
import dev.lifeboat.wire.KeyRing;
import dev.lifeboat.wire.RefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// A region's lease with a keeper of the test's own words, which is there or is not.
class RegionLeaseTest {
  private final KeyRing keys = new KeyRing("agent@east", "00".repeat(16), Map.of());
  private final List<Long> handedBack = new CopyOnWriteArrayList<>();
  private Optional<HttpServer> keeper = Optional.empty();
  private int port;
  private RegionLease lease;

  @BeforeEach
  void make() throws Exception {
    port = TestFolder.freePort();
    var at = URI.create("http://127.0.0.1:" + port);
    var signer = keys.signerTo(new Caller(Caller.Kind.KEEPER, "east"));
    lease = new RegionLease("shop", new KeeperClient(at, signer));
  }

  @AfterEach
  void end() {
    keeper.ifPresent(it -> it.stop(0));
  }

  /// An agent that starts owes what it is assigned to have given up.
  @Test
  void a_lower_hand_back_pays_for_no_higher_one() throws Exception {
    lease.owe(5);
    keeper(200, new LeaseReturn("shop", 3, List.of("east", "edge")));
    lease.handBack(3);

    lease.returnOwed();

    assertThat(handedBack).containsExactly(3L, 5L);
  }

  /// A keeper that was started again asks for it as before, and no other region could have it.
  @Test
  void what_a_silent_keeper_did_not_take_is_handed_back_once_it_answers() throws Exception {
    assertThatThrownBy(() -> lease.handBack(3)).isInstanceOf(IOException.class);
    lease.returnOwed();

    keeper(200, new LeaseReturn("shop", 3, List.of("east", "edge")));
    lease.returnOwed();
    assertThat(handedBack).containsExactly(3L);

    lease.returnOwed();
    assertThat(handedBack).as("once").containsExactly(3L);
  }

  /// It holds a higher epoch: that one is nobody's to end.
  @Test
  void what_the_keeper_refuses_for_a_higher_epoch_is_owed_no_longer() throws Exception {
    assertThatThrownBy(() -> lease.handBack(3)).isInstanceOf(IOException.class);
    keeper(409, Map.of("code", "LB3002", "why", "epoch 4 is held", "epoch", 3, "highest", 4));
    lease.returnOwed();
    lease.returnOwed();

    assertThat(handedBack).containsExactly(3L);
    assertThatThrownBy(() -> lease.handBack(3)).isInstanceOf(EpochRefusedException.class);
  }

  /// With its disk full it would go on asking for the lease.
  @Test
  void what_the_keeper_cannot_take_now_is_still_owed() throws Exception {
    keeper(500, Map.of("code", "LB9000", "why", "No space left on device"));
    assertThatThrownBy(() -> lease.handBack(3)).isInstanceOf(RefusedException.class);
    lease.returnOwed();

    assertThat(handedBack).containsExactly(3L, 3L);
  }

  private void keeper(int status, Object answer) throws IOException {
    var json = JsonMapper.shared();
    var server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext(
        "/lease/shop/handback",
        exchange -> {
          try (exchange) {
            handedBack.add(json.readValue(exchange.getRequestBody(), EpochRequest.class).epoch());
            var body = json.writeValueAsBytes(answer);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    keeper = Optional.of(server);
  }
}
