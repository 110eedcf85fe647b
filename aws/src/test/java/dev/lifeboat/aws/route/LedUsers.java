package dev.lifeboat.aws.route;

import dev.lifeboat.aws.MemoryBuckets;
import dev.lifeboat.plan.RegionPair;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A name whose users are led by three objects in memory: a name server on loopback answers each
/// question by what two of them say, at once. Of a hundred users as many are led home as the
/// objects open to them.
final class LedUsers implements AutoCloseable {
  private static final List<String> REGIONS = List.of("east", "west", "edge");
  private static final RegionPair PAIR = new RegionPair("east", "west");
  private static final int QUESTION_BYTES = 512;
  private static final int HEADER_BYTES = 12;
  private static final int MAJORITY = 2;

  final MemoryBuckets buckets = new MemoryBuckets();
  private final DatagramSocket socket;
  private final AtomicInteger questions = new AtomicInteger();

  LedUsers() throws IOException {
    this.socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    Thread.ofVirtual().start(this::answerAll);
  }

  RouteObjects objects() {
    Map<String, RouteSite> sites = new LinkedHashMap<>();
    REGIONS.forEach(it -> sites.put(it, new RouteSite("eu-central-1", it, "lifeboat/entry.json")));
    return RouteObjects.of(buckets.clients(), "entry", PAIR, sites);
  }

  NameAnswers answers() {
    return new NameAnswers("shop.example.com", List.of("127.0.0.1:" + socket.getLocalPort()));
  }

  /// What all three objects say; the first one's where they differ.
  List<Route> said() {
    return REGIONS.stream().flatMap(it -> buckets.text(it).stream()).map(Route::of).toList();
  }

  private String led() {
    var said = said();
    if (said.stream().filter(it -> it.region().equals("west")).count() < MAJORITY) {
      return "east";
    }
    int home = said.stream().mapToInt(Route::percent).sorted().skip(1).findFirst().orElse(0);
    return questions.getAndIncrement() % Route.ALL < home ? "east" : "west";
  }

  private void answerAll() {
    var packet = new DatagramPacket(new byte[QUESTION_BYTES], QUESTION_BYTES);
    while (!socket.isClosed()) {
      try {
        packet.setLength(QUESTION_BYTES);
        socket.receive(packet);
        var answer = answer(packet.getData());
        socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
      } catch (IOException _) {
        // Closed, or the asker is gone.
      }
    }
  }

  /// One text beside the name that is asked for, as RFC 1035 has it.
  private byte[] answer(byte[] query) throws IOException {
    int end = HEADER_BYTES;
    while (query[end] != 0) {
      end += query[end] + 1;
    }
    end += 5;
    var text = led().getBytes(StandardCharsets.US_ASCII);
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write(query, 0, 2);
      out.writeShort(0x8400); // An authoritative answer.
      out.writeShort(1);
      out.writeShort(1);
      out.writeInt(0);
      out.write(query, HEADER_BYTES, end - HEADER_BYTES);
      out.writeShort(0xC000 + HEADER_BYTES); // The name in the question.
      out.writeShort(16); // TXT
      out.writeShort(1);
      out.writeInt(0);
      out.writeShort(text.length + 1);
      out.writeByte(text.length);
      out.write(text);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
