package dev.lifeboat.awstestbed;

import java.util.List;

/// What an example's own stack made in an account, under the names of its plan.
interface LabStack extends ExampleParts {
  /// Its plan, with what the account gave.
  ShippedExample example();

  /// What no plan says and `provision` asks for, as it is typed.
  List<String> values();

  /// Types what its page has people type to take it away.
  void remove() throws Exception;
}
