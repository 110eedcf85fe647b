package dev.lifeboat.lab.topology;

import dev.lifeboat.lab.admin.HostPort;

/// A place of the lab with an address of its own.
public interface LoopbackSite {
  String address();

  /// One of its ports.
  default HostPort at(int port) {
    return new HostPort(address(), port);
  }
}
