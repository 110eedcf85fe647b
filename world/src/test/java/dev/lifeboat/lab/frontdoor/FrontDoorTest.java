package dev.lifeboat.lab.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.lab.admin.OwnProcess;
import dev.lifeboat.wire.Await;
import dev.lifeboat.wire.EpochRefusedException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrontDoorTest {
  @TempDir Path folder;

  @Test
  void requests_are_shared_by_weight_and_answers_name_their_region() throws Exception {
    try (var east = BackendService.answering("from east");
        var west = BackendService.answering("from west");
        var door = Door.open(folder)) {
      door.admin()
          .put(
              Door.east(1, Door.open(3, east.address()))
                  .with(1, "west", Door.open(1, west.address())));
      for (int i = 0; i < 40; i++) {
        var answer = door.get("/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("from " + Door.region(answer));
      }
      assertThat(east.taken()).isEqualTo(30);
      assertThat(west.taken()).isEqualTo(10);
    }
  }

  @Test
  void method_path_query_headers_and_body_pass_both_ways() throws Exception {
    try (var east =
            BackendService.that(exchange -> {
              var body =
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
              exchange
                  .getResponseHeaders()
                  .set("X-Echo", exchange.getRequestHeaders().getFirst("Host"));
              BackendService.answer(
                  exchange,
                  201,
                  exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
            });
        var door = Door.open(folder)) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));

      var answer = door.post("/orders?number=7", "one spoon".getBytes(StandardCharsets.UTF_8));

      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.body()).isEqualTo("POST /orders?number=7 one spoon");
      assertThat(answer.headers().firstValue("X-Echo")).contains(door.address().toString());
    }
  }

  @Test
  void answers_without_a_length_and_large_ones_pass_whole() throws Exception {
    var large = "x".repeat(3_000_000);
    try (var east =
            BackendService.that(exchange -> {
              try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(large.getBytes(StandardCharsets.UTF_8));
              }
            });
        var door = Door.open(folder)) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));

      assertThat(door.get("/").body()).isEqualTo(large);
      assertThat(door.get("/").body()).isEqualTo(large);
    }
  }

  @Test
  void a_draining_region_finishes_what_is_in_flight_and_takes_nothing_new() throws Exception {
    var mayAnswer = new CountDownLatch(1);
    try (var east =
            BackendService.that(exchange -> {
              await(mayAnswer);
              BackendService.answer(exchange, 200, "finished");
            });
        var west = BackendService.answering("from west");
        var door = Door.open(folder)) {
      var table = Door.east(1, Door.open(1, east.address()));
      door.admin().put(table);
      var slow = door.getLater("/");
      Await.until("east has it", () -> east.taken() == 1);

      door.admin()
          .put(
              table
                  .with(1, "east", Door.open(1, east.address()).in(Table.State.DRAINING))
                  .with(1, "west", Door.open(1, west.address())));

      assertThat(door.get("/").body()).isEqualTo("from west");
      assertThat(door.admin().traffic().regions().get("east").inFlight()).isEqualTo(1);
      mayAnswer.countDown();
      assertThat(slow.get().body()).isEqualTo("finished");
      Await.until("drained", () -> door.admin().traffic().regions().get("east").inFlight() == 0);
    }
  }

  @Test
  @Tag("invariant-4")
  void a_lower_epoch_is_refused_and_the_same_epoch_replaces() throws Exception {
    try (var door = Door.open(folder)) {
      var west = new TreeMap<String, Table.Region>();
      west.put("west", Door.open(1));
      door.admin().put(new Table(2, west, "/healthz"));

      assertThatExceptionOfType(EpochRefusedException.class)
          .isThrownBy(() -> door.admin().put(Table.EMPTY))
          .withMessageContaining("epoch 0 is lower than 2");
      assertThat(folder.resolve("refusals.jsonl"))
          .content()
          .contains("\"what\":\"PUT /table\",\"epoch\":0,\"highest\":2");

      assertThat(door.admin().table().regions()).containsOnlyKeys("west");
      door.admin().put(new Table(3, new TreeMap<>(), "/up"));
      assertThat(door.admin().table()).isEqualTo(new Table(3, new TreeMap<>(), "/up"));
    }
  }

  @Test
  void a_killed_front_door_restarts_into_its_table() throws Exception {
    var config = Door.config(folder, 5_000);
    try (var east = BackendService.answering("from east")) {
      var admin = new FrontDoorClient(config.admin());
      var table =
          Door.east(7, Door.open(1, east.address()).in(Table.State.CLOSED))
              .with(7, "west", Door.open(1));
      try (var door = OwnProcess.start(FrontDoorMain.class, folder, config)) {
        Await.until("the front door is up", () -> admin.table().equals(Table.EMPTY));
        admin.put(table);
        door.kill();
      }
      try (var _ = OwnProcess.start(FrontDoorMain.class, folder, config)) {
        Await.until("the front door is up again", () -> admin.table().equals(table));
        assertThatExceptionOfType(EpochRefusedException.class)
            .isThrownBy(() -> admin.put(Table.EMPTY));
      }
    }
  }

  @Test
  void a_damaged_table_ends_the_program_instead_of_opening_a_fenced_region() throws Exception {
    var config = Door.config(folder, 5_000);
    Files.writeString(config.table(), "{\"epoch\": 2, \"regi");
    try (var door = OwnProcess.start(FrontDoorMain.class, folder, config)) {
      assertThat(door.exitCode()).isEqualTo(1);
      assertThat(door.log().lines()).singleElement().asString().contains("table.json is damaged");
    }
  }

  @Test
  void a_refused_instance_is_followed_by_the_next_one_of_the_same_region() throws Exception {
    try (var nobody = Refusing.open();
        var east = BackendService.answering("from east");
        var door = Door.open(folder)) {
      door.admin().put(Door.east(1, Door.open(1, nobody.address(), east.address())));
      for (int i = 0; i < 4; i++) {
        assertThat(door.post("/", new byte[] {1}).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void when_every_instance_refuses_the_client_knows_that_nothing_was_sent() throws Exception {
    try (var one = Refusing.open();
        var other = Refusing.open();
        var west = BackendService.answering("from west");
        var door = Door.open(folder)) {
      door.admin()
          .put(
              Door.east(1, Door.open(1, one.address(), other.address()))
                  .with(1, "west", Door.open(1, west.address()).in(Table.State.DRAINING)));

      var answer = door.get("/");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(Door.sent(answer)).isEqualTo("false");
      assertThat(west.taken()).as("only the table decides").isZero();
    }
  }

  @Test
  void an_instance_that_comes_back_serves_again() throws Exception {
    try (var nobody = Refusing.open();
        var door = Door.open(folder)) {
      var address = nobody.address();
      door.admin().put(Door.east(1, Door.open(1, address)));
      assertThat(door.get("/").statusCode()).isEqualTo(503);
      nobody.leave();
      var server = com.sun.net.httpserver.HttpServer.create(address.socketAddress(), 16);
      server.createContext("/", exchange -> BackendService.answer(exchange, 200, "back"));
      server.start();

      Await.until("it serves again", () -> door.get("/").statusCode() == 200);
      server.stop(0);
    }
  }

  @Test
  void a_connection_lost_after_sending_is_told_as_sent() throws Exception {
    try (var east = BackendService.that(exchange -> exchange.getHttpContext().getServer().stop(0));
        var door = Door.open(folder)) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));

      var answer = door.post("/", new byte[] {1});

      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(Door.sent(answer)).isEqualTo("true");
    }
  }

  @Test
  void silence_ends_after_the_answer_timeout_and_is_told_as_sent() throws Exception {
    var never = new CountDownLatch(1);
    try (var east = BackendService.that(_ -> await(never));
        var door = Door.open(folder, Duration.ofMillis(150))) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));

      var answer = door.get("/");

      assertThat(answer.statusCode()).isEqualTo(504);
      assertThat(Door.sent(answer)).isEqualTo("true");
      never.countDown();
    }
  }

  @Test
  void a_body_above_one_mebibyte_is_refused_before_anything_is_sent() throws Exception {
    try (var east = BackendService.answering("taken");
        var door = Door.open(folder)) {
      door.admin().put(Door.east(1, Door.open(1, east.address())));

      assertThat(door.post("/", new byte[ClientConnection.BODY_BYTES]).statusCode()).isEqualTo(200);
      var answer = door.post("/", new byte[ClientConnection.BODY_BYTES + 1]);

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(Door.sent(answer)).isEqualTo("false");
      assertThat(east.taken()).isEqualTo(1);
    }
  }

  @Test
  void what_is_not_http_is_refused_and_ended() throws Exception {
    try (var door = Door.open(folder);
        var client = new Socket(door.address().host(), door.address().port())) {
      client.setSoTimeout(20_000);
      client.getOutputStream().write("hello\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(client.getInputStream().readAllBytes())
          .asString(StandardCharsets.US_ASCII)
          .startsWith("HTTP/1.1 400");
    }
  }

  @Test
  void traffic_tells_answers_and_failures_apart() throws Exception {
    try (var east =
            BackendService.that(exchange ->
                BackendService.answer(
                    exchange, exchange.getRequestURI().getPath().equals("/bad") ? 500 : 404, ""));
        var door = Door.open(folder)) {
      assertThat(door.get("/").statusCode()).as("no region yet").isEqualTo(503);
      door.admin().put(Door.east(1, Door.open(1, east.address())));
      door.get("/");
      door.get("/bad");
      door.get("/bad");
      // Counted once the client has its answer.
      Await.until(
          "all are counted", () -> door.admin().traffic().regions().get("east").failed() == 2);

      var traffic = door.admin().traffic();

      assertThat(traffic.unrouted()).isEqualTo(1);
      var view = traffic.regions().get("east");
      assertThat(view.requests()).isEqualTo(3);
      assertThat(view.answered()).isEqualTo(1);
      assertThat(view.failed()).isEqualTo(2);
      assertThat(view.failuresSinceLastAnswer()).isEqualTo(2);
      assertThat(view.lastAnswered()).isNotNull().isBeforeOrEqualTo(view.lastFailed());
    }
  }

  static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException closing) {
      throw new IOException(closing);
    }
  }
}
