package dev.lifeboat.drill;

import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.Platform;
import java.util.List;

/// Starts controllers in processes of their own, where a fault of a region does not reach them.
public interface ControllerProcesses extends Platform.Ability {
  /// Starts one.
  ///
  /// @param command that takes up a run, such as `lifeboat resume RUN`
  /// @throws ProblemException LB5002 when it does not start
  Controller start(List<String> command) throws ProblemException;

  /// A controller in a process of its own.
  interface Controller {
    long pid();

    boolean alive();

    /// Kills it with SIGKILL and returns once it is gone. Safe to repeat.
    ///
    /// @return whether it was alive until then
    boolean kill() throws InterruptedException;
  }
}
