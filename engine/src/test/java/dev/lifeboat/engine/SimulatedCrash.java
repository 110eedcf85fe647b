package dev.lifeboat.engine;

/// The controller's process is gone, as by SIGKILL. An [Error], because no product code may catch
/// it and go on.
final class SimulatedCrash extends Error {
  private static final long serialVersionUID = 1L;

  SimulatedCrash(String at) {
    super(at);
  }
}
