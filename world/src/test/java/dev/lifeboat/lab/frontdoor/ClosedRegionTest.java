package dev.lifeboat.lab.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.wire.Await;
import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Once a region's closing has been answered, no answer of it reaches a client: a write that it
/// acknowledged later would be lost by the promotion that follows.
final class ClosedRegionTest {
  @TempDir Path folder;

  @Test
  @Tag("invariant-12")
  void an_answer_given_after_the_closing_is_never_seen() throws Exception {
    var closed = new CountDownLatch(1);
    try (var east =
            BackendService.that(exchange -> {
              FrontDoorTest.await(closed);
              BackendService.answer(exchange, 200, "too late");
            });
        var door = Door.open(folder)) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));
      var write = door.getLater("/");
      Await.until("east has it", () -> east.taken() == 1);

      door.admin().put(Door.east(2, Door.open(1, east.address()).in(Table.State.CLOSED)));
      closed.countDown();

      assertThat(write.get().statusCode()).isEqualTo(502);
      assertThat(Door.sent(write.get())).isEqualTo("true");
      assertThat(door.get("/").statusCode()).isEqualTo(503);
      assertThat(east.taken()).as("takes nothing new").isEqualTo(1);
    }
  }

  @Test
  void a_region_left_out_of_the_table_is_closed() throws Exception {
    var closed = new CountDownLatch(1);
    try (var east =
            BackendService.that(exchange -> {
              FrontDoorTest.await(closed);
              BackendService.answer(exchange, 200, "too late");
            });
        var door = Door.open(folder)) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));
      var write = door.getLater("/");
      Await.until("east has it", () -> east.taken() == 1);

      door.admin().put(Table.EMPTY.with(2, "west", Door.open(1)));
      closed.countDown();

      assertThat(write.get().statusCode()).isEqualTo(502);
    }
  }

  /// Goal: what east answers in flight when it is closed and opened again stays dropped.
  @Test
  void opening_a_region_again_does_not_let_old_answers_out() throws Exception {
    var opened = new CountDownLatch(1);
    var first = new AtomicBoolean(true);
    try (var east =
            BackendService.that(exchange -> {
              if (first.getAndSet(false)) {
                FrontDoorTest.await(opened);
              }
              BackendService.answer(exchange, 200, "answer");
            });
        var door = Door.open(folder)) {
      var serving = Door.open(1, east.address());
      door.admin().put(Door.east(1, serving));
      var write = door.getLater("/");
      Await.until("east has it", () -> east.taken() == 1);

      door.admin().put(Door.east(2, serving.in(Table.State.CLOSED)));
      door.admin().put(Door.east(3, serving));
      opened.countDown();

      assertThat(write.get().statusCode()).isEqualTo(502);
      assertThat(door.get("/").statusCode()).isEqualTo(200);
    }
  }

  /// Goal: the gate itself holds back an answer that the front door has in hand already, where
  /// closing the instance's connection comes too late to help.
  @Test
  void an_answer_in_hand_when_the_gate_shuts_is_dropped() throws Exception {
    var gate = new DoorGate();
    gate.open();
    try (var client = SocketChannel.open()) {
      var inFlight = new InFlight(client, Duration.ofSeconds(5));
      assertThat(gate.admit(inFlight)).isTrue();

      gate.shut();

      assertThat(gate.deliver(() -> fail("written after the fence"))).isFalse();
      assertThat(gate.admit(new InFlight(client, Duration.ofSeconds(5)))).isFalse();
      assertThat(inFlight.fenced()).isTrue();
    }
  }

  @Test
  void shutting_the_gate_waits_for_the_answer_that_is_going_out() throws Exception {
    var gate = new DoorGate();
    gate.open();
    var writing = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var written = new AtomicBoolean();
    var delivery =
        Thread.ofVirtual()
            .start(() -> {
              try {
                gate.deliver(() -> {
                  writing.countDown();
                  FrontDoorTest.await(mayEnd);
                  written.set(true);
                });
              } catch (IOException failure) {
                throw new AssertionError(failure);
              }
            });
    writing.await();
    var shut =
        CompletableFuture.supplyAsync(() -> {
          try {
            gate.shut();
            return written.get();
          } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
          }
        });
    Await.until("the gate is shutting", gate::isShut);
    mayEnd.countDown();

    assertThat(shut.get()).as("written before the fence was reported").isTrue();
    delivery.join();
  }

  /// Goal: a client that does not read cannot hold the fence up, and does not get a whole answer
  /// after it.
  @Test
  void a_slow_client_is_cut_off_instead_of_delaying_the_fence() throws Exception {
    var body = new byte[64 << 20];
    try (var east =
            BackendService.that(exchange -> {
              try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
              }
            });
        var door = Door.open(folder);
        var client = new Socket()) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));
      client.setReceiveBufferSize(4096);
      client.setSoTimeout(20_000);
      client.connect(door.address().socketAddress());
      client
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: shop\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.getInputStream().read()).as("the answer has begun").isEqualTo('H');

      door.admin().put(Door.east(2, Door.open(1, east.address()).in(Table.State.CLOSED)));

      assertThat(received(client, body.length)).isLessThan(body.length);
    }
  }

  /// How much of an answer arrives; whether the connection then ends or is reset is the kernel's
  /// choice.
  private static int received(Socket client, int most) {
    try {
      return client.getInputStream().readNBytes(most).length;
    } catch (IOException reset) {
      return 0;
    }
  }

  /// Goal: the same under load. East numbers its answers while it believes to be the writer; it may
  /// go on believing so after the closing, as a hung region does.
  @Test
  @Tag("invariant-12")
  void under_load_no_client_sees_an_answer_that_was_given_after_the_closing() throws Exception {
    var fenced = new AtomicBoolean();
    try (var east =
            BackendService.that(
                exchange -> BackendService.answer(exchange, 200, "" + fenced.get()));
        var door = Door.open(folder)) {
      var serving = Door.open(1, east.address());
      for (int epoch = 0; epoch < 20; epoch += 2) {
        fenced.set(false);
        door.admin().put(Door.east(epoch, serving));
        var clients = new ArrayList<CompletableFuture<Integer>>();
        for (int i = 0; i < 8; i++) {
          clients.add(CompletableFuture.supplyAsync(() -> answersUntilClosed(door)));
        }
        int before = east.taken();
        Await.until("load", () -> east.taken() > before + 50);

        door.admin().put(Door.east(epoch + 1, serving.in(Table.State.CLOSED)));
        fenced.set(true);

        for (var client : clients) {
          assertThat(client.get()).isGreaterThanOrEqualTo(0);
        }
      }
    }
  }

  private static int answersUntilClosed(Door door) {
    int answers = 0;
    try {
      for (var answer = door.get("/"); answer.statusCode() == 200; answer = door.get("/")) {
        assertThat(answer.body()).as("given after the closing").isEqualTo("false");
        answers++;
      }
    } catch (IOException | InterruptedException broken) {
      return answers;
    }
    return answers;
  }

  private static void fail(String why) {
    throw new AssertionError(why);
  }
}
