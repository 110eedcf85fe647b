package dev.lifeboat.lab.e2e;

import dev.lifeboat.problem.ProblemException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The storefront's lab for one test class after the other, since most of the time of a short class
/// is that of its lab. One lab is up at a time.
///
/// A class that leaves it otherwise than it found it costs the next one the time of a new lab, and
/// nothing else: after each class what is where is compared with before.
final class SharedLab implements AutoCloseable {
  private @Nullable RunningLab lab;
  private SortedMap<String, String> before = Collections.emptySortedMap();

  /// The lab, brought up by the first who asks.
  ///
  /// @param edit makes the plan of the class out of the storefront's; the lab itself stays the same
  RunningLab with(UnaryOperator<String> edit) throws Exception {
    var up = lab;
    if (up == null) {
      up = RunningLab.up(plan -> plan);
      lab = up;
    }
    before = up.atRest();
    return up.planned(edit);
  }

  /// A lab for a class that wants one of its own, which it closes by itself.
  RunningLab alone(UnaryOperator<String> edit) throws Exception {
    close();
    return RunningLab.up(edit);
  }

  @Override
  public void close() throws ProblemException {
    var up = lab;
    lab = null;
    if (up != null) {
      up.close();
    }
  }

  private void lookAround() throws ProblemException {
    var up = lab;
    if (up == null) {
      return;
    }
    try {
      LabAwait.same(before, up::inventory);
    } catch (AssertionError changed) {
      close();
    }
  }

  /// Gives it to the methods of a class that ask for it.
  static final class InTests implements ParameterResolver, AfterAllCallback {
    private static final ExtensionContext.Namespace LABS =
        ExtensionContext.Namespace.create(SharedLab.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext tests) {
      return parameter.getParameter().getType() == SharedLab.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext tests) {
      return shared(tests);
    }

    /// Not after a class within another one, whose tests go on from there.
    @Override
    public void afterAll(ExtensionContext tests) throws ProblemException {
      if (!tests.getRequiredTestClass().isMemberClass()) {
        shared(tests).lookAround();
      }
    }

    private static SharedLab shared(ExtensionContext tests) {
      return tests
          .getRoot()
          .getStore(LABS)
          .computeIfAbsent(SharedLab.class, _ -> new SharedLab(), SharedLab.class);
    }
  }
}
