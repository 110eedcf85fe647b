package dev.lifeboat.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.wire.NameLookup.Found;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Goal: each kind of client leaves an address when its real one would, whatever the ttl.
class HabitTest {
  private static final URI NAME = URI.create("http://entry.shop.lifeboat.test:8080");

  private long nanos;
  private int asked;
  private int opened;
  private String host = "127.4.0.1";
  private boolean broken;

  private Found find() throws IOException {
    asked++;
    if (host.isEmpty()) {
      throw new UnknownHostException("no address");
    }
    return new Found(InetAddress.getByName(host), Duration.ofSeconds(1));
  }

  private HabitualClient client(Habit habit) {
    return new HabitualClient(
        habit,
        habit.whereto(NAME, this::find, () -> nanos),
        address -> {
          opened++;
          return new Answering(address.getHost());
        },
        () -> nanos);
  }

  /// Says which address it leads to.
  private final class Answering implements HabitualClient.Connection {
    private final String address;

    Answering(String address) {
      this.address = address;
    }

    @Override
    public HabitualClient.Got get(String path) throws IOException {
      if (broken) {
        throw new IOException("the connection broke");
      }
      return new HabitualClient.Got(200, Optional.of(address));
    }

    @Override
    public boolean reusable() {
      return true;
    }

    @Override
    public void close() {}
  }

  private static String reached(HabitualClient client) throws IOException {
    return client.get("/").region().orElseThrow();
  }

  private void after(Duration time) {
    nanos += time.toNanos();
  }

  @Test
  void a_jvm_keeps_an_answer_for_30_s_and_the_lack_of_one_for_10_s() throws Exception {
    var jvm = client(Habit.JVM);
    assertThat(reached(jvm)).isEqualTo("127.4.0.1");
    host = "";
    after(Duration.ofSeconds(30).minusNanos(1));
    assertThat(reached(jvm)).isEqualTo("127.4.0.1");
    after(Duration.ofNanos(1));
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> reached(jvm));
    host = "127.5.0.1";
    after(Duration.ofSeconds(10).minusNanos(1));
    assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> reached(jvm));
    after(Duration.ofNanos(1));

    assertThat(reached(jvm)).isEqualTo("127.5.0.1");
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void libc_asks_for_each_connection_and_opens_one_for_each_request() throws Exception {
    var libc = client(Habit.LIBC);
    assertThat(reached(libc)).isEqualTo("127.4.0.1");
    host = "127.5.0.1";

    assertThat(reached(libc)).isEqualTo("127.5.0.1");
    assertThat(asked).isEqualTo(2);
    assertThat(opened).isEqualTo(2);
  }

  @Test
  void a_pool_stays_until_its_connection_breaks() throws Exception {
    var pool = client(Habit.POOL);
    assertThat(reached(pool)).isEqualTo("127.4.0.1");
    host = "127.5.0.1";
    after(Duration.ofMinutes(29));
    assertThat(reached(pool)).isEqualTo("127.4.0.1");
    assertThat(asked).isEqualTo(1);
    broken = true;
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> reached(pool));
    broken = false;

    assertThat(reached(pool)).isEqualTo("127.5.0.1");
  }

  @Test
  void a_pool_leaves_a_connection_that_is_too_old() throws Exception {
    var pool = client(Habit.POOL);
    assertThat(reached(pool)).isEqualTo("127.4.0.1");
    host = "127.5.0.1";
    after(HabitualClient.LONGEST_CONNECTION);

    assertThat(reached(pool)).isEqualTo("127.5.0.1");
  }
}
