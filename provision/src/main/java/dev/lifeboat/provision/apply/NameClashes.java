package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Things that templates of a plan name, and another stack has. CloudFormation would find them in
/// the middle, and undo what it had made.
final class NameClashes {
  private final StackPort stacks;
  private final ProvisionNews news;
  private final Set<String> own;
  private final List<String> clashes = new ArrayList<>();
  private boolean exchanged;

  /// @param own names of all stacks of the plan
  NameClashes(StackPort stacks, ProvisionNews news, Set<String> own) {
    this.stacks = stacks;
    this.news = news;
    this.own = own;
  }

  /// Asks about what the stack does not have yet. Where AWS denies that, it is told, and
  /// CloudFormation is left to find it.
  void look(StackAddress at, StackTemplate template, boolean deployed)
      throws ProblemException, InterruptedException {
    try {
      var names = deployed ? stacks.names(at) : Map.<String, String>of();
      for (var entry : template.resources().entrySet()) {
        var name = entry.getValue().name();
        if (name.isPresent() && !name.get().equals(names.get(entry.getKey()))) {
          look(at, entry.getValue().type(), name.get());
        }
      }
    } catch (ProblemException failed) {
      if (failed.problem().code() != Code.LB7002) {
        throw failed;
      }
      news.tell(
          at.name(),
          "unknown",
          "whether another stack has what it names: " + failed.problem().happened());
    }
  }

  private void look(StackAddress at, String type, String name)
      throws ProblemException, InterruptedException {
    var owner = stacks.owner(at, type, name);
    if (owner.isPresent()) {
      exchanged |= own.contains(owner.get());
      clashes.add("%s %s, in stack %s of %s".formatted(type, name, owner.get(), at.awsRegion()));
    }
  }

  /// @throws ProblemException LB3019 with all of them
  void requireNone() throws ProblemException {
    if (!clashes.isEmpty()) {
      throw ProblemException.lasting(
          Code.LB3019,
          "another stack has what this plan would make: " + String.join("; ", clashes),
          exchanged
              ? "regions of this plan exchanged their roles, which moves no stack; nothing was changed"
              : "what one plan removes the other one would lose; nothing was changed",
          exchanged
              ? "give each region back the role that its stack is named by"
              : "call it otherwise in the plan, or remove that stack");
    }
  }
}
