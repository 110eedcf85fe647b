package dev.lifeboat.lab.frontdoor;

import dev.lifeboat.lab.admin.HostPort;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/// Carries questions to a [Zone] and its answers back, over UDP and TCP on one port.
final class NameServer implements AutoCloseable {
  /// No question to this zone is longer; what is longer is cut off and cannot be read.
  private static final int QUESTION_BYTES = 4096;

  private static final int BACKLOG = 64;

  /// Each has a thread; further ones wait in the backlog.
  private static final int CONNECTIONS = 64;

  private static final Duration IDLE = Duration.ofSeconds(5);

  private final Zone zone;
  private final DatagramSocket datagrams;
  private final ServerSocket connections;
  private final Semaphore free = new Semaphore(CONNECTIONS);
  private final Thread answering =
      Thread.ofPlatform().name("dns-udp").unstarted(this::answerDatagrams);
  private final Thread accepting = Thread.ofPlatform().name("dns-tcp").unstarted(this::acceptAll);

  private NameServer(Zone zone, DatagramSocket datagrams, ServerSocket connections) {
    this.zone = zone;
    this.datagrams = datagrams;
    this.connections = connections;
  }

  /// Answers until closed.
  static NameServer open(HostPort listen, Zone zone) throws IOException {
    var connections = new ServerSocket();
    try {
      listen.bind(() -> {
        connections.bind(listen.socketAddress(), BACKLOG);
        return connections;
      });
      var both = new InetSocketAddress(listen.host(), connections.getLocalPort());
      var server = new NameServer(zone, listen.bind(() -> new DatagramSocket(both)), connections);
      server.answering.start();
      server.accepting.start();
      return server;
    } catch (IOException failure) {
      connections.close();
      throw failure;
    }
  }

  /// The address is free once it returns: a socket lets go of it once no thread waits on it any
  /// more.
  @Override
  public void close() throws IOException {
    datagrams.close();
    connections.close();
    accepting.interrupt();
    try {
      answering.join();
      accepting.join();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerDatagrams() {
    var packet = new DatagramPacket(new byte[QUESTION_BYTES], QUESTION_BYTES);
    while (!datagrams.isClosed()) {
      try {
        packet.setLength(QUESTION_BYTES);
        datagrams.receive(packet);
        var question = Arrays.copyOf(packet.getData(), packet.getLength());
        var answer = answer(question);
        if (answer.isPresent()) {
          datagrams.send(
              new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
        }
      } catch (IOException _) {
        // Closed, or the asker is gone: who gets no answer asks again.
      }
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        free.acquire();
        var socket = connections.accept();
        Thread.ofVirtual().name("dns-client").start(() -> serve(socket));
      }
    } catch (IOException | InterruptedException ended) {
      if (!connections.isClosed()) {
        throw new IllegalStateException("no longer accepting questions", ended);
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setSoTimeout(Math.toIntExact(IDLE.toMillis()));
      var in = new DataInputStream(socket.getInputStream());
      var out = socket.getOutputStream();
      while (true) {
        var question = new byte[in.readUnsignedShort()];
        in.readFully(question);
        var answer = answer(question);
        if (answer.isEmpty()) {
          return;
        }
        int length = answer.get().length;
        var framed = ByteBuffer.allocate(Short.BYTES + length).putShort((short) length);
        out.write(framed.put(answer.get()).array());
      }
    } catch (IOException _) {
      // The asker is done, or too slow.
    } finally {
      free.release();
    }
  }

  private Optional<byte[]> answer(byte[] question) {
    try {
      return zone.answer(new Message(question)).map(Message::toWire);
    } catch (IOException unreadable) {
      return malformed(question);
    }
  }

  /// What cannot be read is told so, under the number that it came with.
  private static Optional<byte[]> malformed(byte[] question) {
    try {
      var asked = new Header(question);
      var told = new Header(asked.getID());
      told.setFlag(Flags.QR);
      told.setRcode(Rcode.FORMERR);
      return asked.getFlag(Flags.QR) ? Optional.empty() : Optional.of(told.toWire());
    } catch (IOException noHeader) {
      return Optional.empty();
    }
  }
}
