package dev.lifeboat.provision;

import java.util.Optional;
import java.util.stream.Stream;

/// A kind of stacks that a plan can do without: all of one kind are made once a person gives a
/// value of one.
public enum StackOption {
  GUARDS("guards-", "Guard", "if guards are to run there"),
  EXPERIMENTS("experiments-", "Experiment", "if drills are to break something there"),
  VISITOR("visitor", "Visitor", "if somebody is to ask as users do");

  private final String folder;
  private final String asks;
  private final String when;

  StackOption(String folder, String asks, String when) {
    this.folder = folder;
    this.asks = asks;
    this.when = when;
  }

  /// Of the stack in that folder; empty for one that is always made.
  public static Optional<StackOption> of(String folder) {
    return Stream.of(values()).filter(it -> folder.startsWith(it.folder)).findFirst();
  }

  /// Id in its template of the service that runs a workload's guards.
  public static String guardOf(String workload) {
    return ResourceId.of("Guard", workload);
  }

  /// Begins the folders of such stacks.
  String folder() {
    return folder;
  }

  /// When it is made, for people.
  String when() {
    return when;
  }

  /// Whether a value of that parameter is a wish for such stacks.
  public boolean isAskedBy(String parameter) {
    return parameter.startsWith(asks);
  }
}
