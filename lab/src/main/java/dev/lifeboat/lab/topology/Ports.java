package dev.lifeboat.lab.topology;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/// Hands out ports that are free now, each once. Below the ephemeral range, so that an outgoing
/// connection cannot take one between `lab up` and the moment a process binds it.
final class Ports {
  private static final int FIRST = 20_000;
  private static final int COUNT = 12_000;

  private final Set<Integer> taken = new HashSet<>();
  private int next;

  /// @param seed where to begin; labs in different folders begin at different places, so that two
  ///   brought up at once seldom meet
  Ports(int seed) {
    this.next = Math.floorMod(seed, COUNT);
  }

  /// A port that nothing listens on at `address`.
  ///
  /// @throws ProblemException LB5001 when all are taken
  int free(String address) throws ProblemException {
    for (int tried = 0; tried < COUNT; tried++) {
      int port = FIRST + next;
      next = (next + 1) % COUNT;
      if (taken.add(port) && isFree(address, port)) {
        return port;
      }
    }
    throw ProblemException.lasting(
        Code.LB5001,
        "no free port between %d and %d on %s".formatted(FIRST, FIRST + COUNT, address),
        "the lab was not begun",
        "end what listens there, then try again");
  }

  /// `port` itself, which the plan asks for.
  ///
  /// @throws ProblemException LB5001 when something listens there
  int exactly(String address, int port, String what) throws ProblemException {
    taken.add(port);
    if (!isFree(address, port)) {
      throw ProblemException.lasting(
          Code.LB5001,
          "port %d on %s, which the plan gives to '%s', is taken".formatted(port, address, what),
          "the lab was not begun",
          "end what listens there, or give '%s' another 'lab: { port: … }'".formatted(what));
    }
    return port;
  }

  private static boolean isFree(String address, int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  /// Whether this machine can bind `address` at all; macOS has 127.0.0.1 alone.
  static boolean canBind(String address) {
    return isFree(address, 0);
  }
}
