package dev.lifeboat.aws.route;

import dev.lifeboat.wire.NameLookup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Answers of a zone's name servers now: to which region a name leads. Beside the name stands a
/// text record under [#BESIDE] with the same health check and the region's name as its value, one
/// for each region, so that no address has to be guessed at.
///
/// @param name that users know
/// @param servers of its zone, each `host` or `host:port`
public record NameAnswers(String name, List<String> servers) {
  /// Before the name, as RFC 8552 has names that are no hosts.
  public static final String BESIDE = "_lifeboat.";

  /// Before the name, as above: beside the weighted records of shares.
  public static final String SHARES_BESIDE = BESIDE + "shares.";

  private static final int DNS = 53;

  /// The seconds that a name server may take to answer.
  private static final Duration LONGEST_LOOKUP = Duration.ofSeconds(2);

  /// Enough to tell 5 % from 25 %, and few enough to be nobody's trouble.
  private static final int QUESTIONS = 100;

  private static final int ENOUGH = QUESTIONS / 2;

  public NameAnswers {
    servers = List.copyOf(servers);
    if (servers.isEmpty()) {
      throw new IllegalArgumentException(name + " has no name server to ask");
    }
  }

  /// What the servers said.
  ///
  /// @param regions by server
  /// @param silent why a server said nothing
  record Answer(TreeMap<String, List<String>> regions, List<String> silent) {
    /// Whether all that answered name `region` and nothing else, and one did.
    boolean leadsTo(String region) {
      return !regions.isEmpty()
          && regions.values().stream().allMatch(it -> it.equals(List.of(region)));
    }

    String words() {
      return regions.entrySet().stream()
          .map(it -> "%s says %s".formatted(it.getKey(), String.join(", ", it.getValue())))
          .collect(Collectors.joining("; "));
    }
  }

  /// How often a region was named in many answers.
  ///
  /// @param asked how many questions were answered
  /// @param there how many of the answers named the region
  /// @param silent why a question was not answered
  record Sample(int asked, int there, List<String> silent) {
    /// Whether about so many of a hundred users are led there: within two standard deviations of
    /// what chance allows, and at least one.
    boolean isAbout(int percent) {
      double share = percent / 100.0;
      double deviation = 2 * Math.sqrt(asked * share * (1 - share));
      return asked >= ENOUGH && there > 0 && Math.abs(there - asked * share) <= deviation + 1;
    }

    String words() {
      return "%d of %d answers of the name servers lead there".formatted(there, asked);
    }
  }

  /// Asks often enough to see a share: each answer is drawn anew by the weights of the records.
  Sample sample(String region) throws InterruptedException {
    var silent = new ArrayList<String>();
    int there = 0;
    int answered = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var questions =
          IntStream.range(0, QUESTIONS)
              .mapToObj(it -> servers.get(it % servers.size()))
              .<Callable<Answer>>map(server -> () -> ask(List.of(server)))
              .toList();
      for (var reply : threads.invokeAll(questions)) {
        var answer = reply.get();
        silent.addAll(answer.silent());
        answered += answer.regions().size();
        there += answer.leadsTo(region) ? 1 : 0;
      }
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    }
    return new Sample(answered, there, silent);
  }

  /// Whether there are weighted records for shares, as far as a server says; else what is not heard
  /// is taken for there.
  boolean knowShares() throws InterruptedException {
    for (var server : servers) {
      try {
        return !texts(server, SHARES_BESIDE + name).isEmpty();
      } catch (UnknownHostException missing) {
        return false;
      } catch (IOException | IllegalArgumentException mute) {
        // Another one may know.
      }
    }
    return true;
  }

  Answer ask() throws InterruptedException {
    return ask(servers);
  }

  private Answer ask(List<String> servers) throws InterruptedException {
    var regions = new TreeMap<String, List<String>>();
    var silent = new ArrayList<String>();
    for (var server : servers) {
      try {
        regions.put(server, texts(server, BESIDE + name));
      } catch (IOException | IllegalArgumentException mute) {
        silent.add("%s: %s".formatted(server, mute.getMessage()));
      }
    }
    return new Answer(regions, silent);
  }

  private static List<String> texts(String server, String asked)
      throws IOException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("while asking for " + asked);
    }
    return new NameLookup(address(server), asked, LONGEST_LOOKUP).texts();
  }

  /// A name server as the plan writes it, `host` or `host:port`.
  static InetSocketAddress named(String server) {
    int colon = server.lastIndexOf(':');
    return colon < 0
        ? InetSocketAddress.createUnresolved(server, DNS)
        : InetSocketAddress.createUnresolved(
            server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
  }

  static InetSocketAddress address(String server) throws IOException {
    var named = named(server);
    var address = new InetSocketAddress(named.getHostString(), named.getPort());
    if (address.isUnresolved()) {
      throw new IOException("no address of it can be found");
    }
    return address;
  }
}
