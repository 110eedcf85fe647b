package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is asked of CloudFormation, again at any time; what begins something returns at once.
public interface StackPort {
  /// Refuses a change once the lock was taken away, or a run was opened.
  default void requireMine() throws ProblemException, InterruptedException {}

  /// All stacks of the plan in a region, whoever asked for them.
  List<StackAddress> all(String awsRegion) throws ProblemException, InterruptedException;

  /// Empty where there is no such stack.
  Optional<StackLook> look(StackAddress at) throws ProblemException, InterruptedException;

  /// Begins the one change set that Lifeboat has of a stack; an older one goes. What is there under
  /// the name of a kept resource, and in no stack, is taken in. `values` are of all its parameters.
  void propose(
      StackAddress at, StackTemplate template, Map<String, String> values, ProposalKind kind)
      throws ProblemException, InterruptedException;

  /// Whether that can be asked without anything else being made for it.
  default boolean isAskable(StackAddress at, StackTemplate template)
      throws ProblemException, InterruptedException {
    return true;
  }

  /// How that change set stands.
  StackProposal proposal(StackAddress at) throws ProblemException, InterruptedException;

  /// Takes it back, if there is one.
  void withdraw(StackAddress at) throws ProblemException, InterruptedException;

  /// Has it made.
  void execute(StackAddress at) throws ProblemException, InterruptedException;

  /// Has a stack removed, if there is one.
  void delete(StackAddress at) throws ProblemException, InterruptedException;

  /// Why the last change failed, by resource, the first one first; empty where nothing did.
  List<String> failures(StackAddress at) throws ProblemException, InterruptedException;

  /// The template that a stack was made of last.
  StackTemplate template(StackAddress at) throws ProblemException, InterruptedException;

  /// The stack but that at `at` that has a thing of this name in the region; empty where none has.
  ///
  /// @param type such as `AWS::DynamoDB::Table`
  Optional<String> owner(StackAddress at, String type, String name)
      throws ProblemException, InterruptedException;

  /// The names in the account of what a stack has, by their ids in its template.
  Map<String, String> names(StackAddress at) throws ProblemException, InterruptedException;

  /// What tells how stacks differ from what is there.
  DriftPort drifts();
}
