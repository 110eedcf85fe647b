package dev.lifeboat.canary;

import dev.lifeboat.files.DurableFile;
import dev.lifeboat.wire.NameLookup;
import dev.lifeboat.wire.NoAnswer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Beside a canary that looks up a name: one client of each [Habit], which only reads, so that what
/// the canary's writes show is not touched. Their log is `clients.jsonl` beside its own.
final class ClientsBeside implements AutoCloseable {
  private static final String LOG = "clients.jsonl";
  private static final Duration EVERY = Duration.ofMillis(200);

  /// The milliseconds that a name server may take to answer.
  private static final Duration LONGEST_LOOKUP = Duration.ofMillis(500);

  private final CanaryConfig config;
  private final InstantSource clock;
  private final BufferedWriter log;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Thread> threads = new ArrayList<>();

  private ClientsBeside(CanaryConfig config, InstantSource clock) throws IOException {
    this.config = config;
    this.clock = clock;
    var file = config.log().resolveSibling(LOG);
    DurableFile.createOwn(file);
    this.log = Files.newBufferedWriter(file, StandardOpenOption.WRITE);
  }

  /// Starts them.
  static ClientsBeside start(CanaryConfig config, NameResolution resolving, InstantSource clock)
      throws IOException {
    var clients = new ClientsBeside(config, clock);
    for (var habit : Habit.values()) {
      clients.threads.add(Thread.ofVirtual().start(() -> clients.run(habit, resolving)));
    }
    return clients;
  }

  private void run(Habit habit, NameResolution resolving) {
    var server = new InetSocketAddress(resolving.host(), resolving.port());
    var names = new NameLookup(server, config.address().getHost(), LONGEST_LOOKUP);
    int deadline = (int) config.deadline().toMillis();
    var path = config.look();
    try (var client =
        new HabitualClient(
            habit,
            habit.whereto(config.address(), names::find, System::nanoTime),
            address -> PlainConnection.open(address, deadline),
            System::nanoTime)) {
      do {
        ask(habit, client, path);
      } while (!stopped.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | UncheckedIOException unwritable) {
      System.err.println("canary: client " + habit.word() + ": " + unwritable);
    }
  }

  private void ask(Habit habit, HabitualClient client, String path) throws IOException {
    var line = JsonNodeFactory.instance.objectNode();
    line.put("client", habit.word()).put("sentAt", text(clock.instant()));
    try {
      var got = client.get(path);
      line.put("answeredAt", text(clock.instant())).put("status", got.status());
      got.region().ifPresent(region -> line.put("region", region));
    } catch (IOException none) {
      line.put("answeredAt", text(clock.instant())).put("why", NoAnswer.why(none));
    }
    append(line);
  }

  private synchronized void append(ObjectNode line) throws IOException {
    log.write(JsonMapper.shared().writeValueAsString(line) + "\n");
    log.flush();
  }

  private static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).toString();
  }

  /// Sends nothing more, and returns once the last answers are logged or past their deadline.
  @Override
  public void close() throws IOException {
    stopped.countDown();
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    log.close();
  }
}
