package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One stack on its way to what its template says. Each method begins with a look, so that whatever
/// a killed run left is gone on with.
///
/// @param mends whether what people changed beside CloudFormation is put back
record StackDeployment(StackPort stacks, ProvisionWaiter waiter, StackAddress at, boolean mends) {
  StackDeployment(StackPort stacks, ProvisionWaiter waiter, StackAddress at) {
    this(stacks, waiter, at, false);
  }

  /// How it stands once CloudFormation is not at work on it; empty where there is none.
  ///
  /// @throws ProblemException LB7013 when it waits for a person
  Optional<StackLook> settled() throws ProblemException, InterruptedException {
    return requireMovable(atRest());
  }

  private Optional<StackLook> requireMovable(Optional<StackLook> look)
      throws ProblemException, InterruptedException {
    if (look.filter(it -> it.standing() == StackLook.Standing.STUCK).isPresent()) {
      throw stuck(look.get());
    }
    return look;
  }

  /// The same without a wait for whoever is at work, which may take an hour.
  ///
  /// @throws ProblemException LB2001 when CloudFormation is at work on it, else as [#settled]
  Optional<StackLook> settledNow() throws ProblemException, InterruptedException {
    var look = stacks.look(at);
    if (look.filter(it -> !it.isAtRest()).isPresent()) {
      throw somebodyElse(
          "%s is %s: somebody else changes it".formatted(at.words(), look.get().status()));
    }
    return requireMovable(look);
  }

  private static ProblemException somebodyElse(String happened) {
    return ProblemException.passing(
        Code.LB2001,
        happened,
        "nothing of it was changed by this command",
        "see the stack's events in the account, then repeat the command");
  }

  /// The same, of one that may wait for a person.
  Optional<StackLook> atRest() throws ProblemException, InterruptedException {
    waiter.until(at.words(), () -> stacks.look(at).filter(it -> !it.isAtRest()).isEmpty());
    return stacks.look(at);
  }

  private ProblemException stuck(StackLook look) throws ProblemException, InterruptedException {
    return ProblemException.lasting(
        Code.LB7013,
        "%s is %s: %s".formatted(at.words(), look.status(), reason(look.reason())),
        "CloudFormation waits for a person; nothing of it was changed",
        look.mend(at));
  }

  /// As [#settled], of a stack that can be changed: what a first change left in vain is removed.
  Optional<StackLook> changeable() throws ProblemException, InterruptedException {
    var look = settled();
    if (look.filter(it -> it.standing() == StackLook.Standing.ROLLED_BACK).isEmpty()) {
      return look;
    }
    stacks.delete(at);
    untilDeleted();
    return settled();
  }

  /// What CloudFormation would change, which can be made, or nothing. A change of outputs alone has
  /// no resource in it.
  ///
  /// @throws ProblemException LB7013 when it refuses, LB3019 when data would go, LB2001 when
  ///   somebody else took it away
  StackProposal proposal(
      StackTemplate template, Map<String, String> values, Optional<StackLook> look)
      throws ProblemException, InterruptedException {
    template.requireFits(at);
    var proposal = reckoned(template, values, kind(look));
    if (mends && proposal.state() == StackProposal.State.REFUSED) {
      // Not everything can be put back so; what the template changes can still be made.
      proposal = reckoned(template, values, ProposalKind.TEMPLATES);
    }
    switch (proposal.state()) {
      case READY -> requireKept(proposal.changes());
      case EMPTY -> {}
      case REFUSED ->
          throw ProblemException.lasting(
              Code.LB7013,
              "CloudFormation refuses %s: %s".formatted(at.words(), proposal.reason()),
              "nothing of it was changed",
              "mend what it names, then repeat the command");
      case NONE, RECKONED, BEGUN, ENDED, UNDONE ->
          throw somebodyElse(
              "the change set of %s is gone: somebody else changes the stack"
                  .formatted(at.words()));
    }
    return proposal;
  }

  private StackProposal reckoned(
      StackTemplate template, Map<String, String> values, ProposalKind kind)
      throws ProblemException, InterruptedException {
    stacks.propose(at, template, values, kind);
    waiter.until(
        "the change set of " + at.words(),
        () -> stacks.proposal(at).state() != StackProposal.State.RECKONED);
    return stacks.proposal(at);
  }

  private ProposalKind kind(Optional<StackLook> look) {
    return isFirst(look)
        ? ProposalKind.FIRST
        : mends ? ProposalKind.ACTUAL : ProposalKind.TEMPLATES;
  }

  /// As [#proposal], and takes it back.
  StackProposal preview(
      StackTemplate template, Map<String, String> values, Optional<StackLook> look)
      throws ProblemException, InterruptedException {
    StackProposal proposal;
    try {
      proposal = proposal(template, values, look);
    } catch (ProblemException | InterruptedException | RuntimeException failed) {
      withdraw(look, failed);
      throw failed;
    }
    withdraw(look);
    return proposal;
  }

  private static boolean isFirst(Optional<StackLook> look) {
    return look.filter(it -> it.standing() != StackLook.Standing.UNDER_REVIEW).isEmpty();
  }

  private void requireKept(List<StackChange> changes)
      throws ProblemException, InterruptedException {
    if (changes.stream().allMatch(StackChange::isAddition)) {
      return;
    }
    var present = stacks.template(at).resources();
    for (var change : changes) {
      if (!change.isAddition()
          && (change.action().equals("Remove") || !change.replaced().equals("False"))) {
        DataRule.requireKept(at, change.id(), Optional.ofNullable(present.get(change.id())));
      }
    }
  }

  /// Takes back what was only proposed: a stack without any resource goes too.
  ///
  /// @param before how it stood; a stack that was made then is not taken away, whoever proposed it
  ///   anew meanwhile
  void withdraw(Optional<StackLook> before) throws ProblemException, InterruptedException {
    stacks.withdraw(at);
    waiter.until(
        "the end of the change set of " + at.words(), () -> isWithdrawn(stacks.proposal(at)));
    if (isFirst(before)
        && stacks
            .look(at)
            .filter(it -> it.standing() == StackLook.Standing.UNDER_REVIEW)
            .isPresent()) {
      stacks.delete(at);
      untilDeleted();
    }
  }

  /// The same after `failed`, which is told before why that could not be done.
  void withdraw(Optional<StackLook> before, Exception failed) throws InterruptedException {
    try {
      withdraw(before);
    } catch (ProblemException left) {
      failed.addSuppressed(left);
    }
  }

  private static boolean isWithdrawn(StackProposal left) {
    return switch (left.state()) {
      case NONE, ENDED, UNDONE -> true;
      case RECKONED, READY, EMPTY, REFUSED, BEGUN -> false;
    };
  }

  /// Has the change made, and waits until it is.
  ///
  /// @param ready that change
  /// @throws ProblemException LB7013 with the first reason when it is undone
  StackLook execute(StackProposal ready) throws ProblemException, InterruptedException {
    stacks.execute(at);
    waiter.until(at.words(), () -> isOver(ready));
    var look = stacks.look(at);
    if (look.filter(it -> it.isAsProposed() && it.changeSet().equals(ready.id())).isEmpty()) {
      throw ProblemException.lasting(
          Code.LB7013,
          "%s was not changed: it is %s: %s"
              .formatted(
                  at.words(),
                  look.map(StackLook::status).orElse("gone"),
                  reason(look.map(StackLook::reason).orElse(""))),
          "CloudFormation undid what it had begun; stacks before it stay as they are",
          "mend what it names and repeat the command, which goes on from here");
    }
    return look.get();
  }

  /// A look may be of before the change began: what is at rest then had another change set.
  private boolean isOver(StackProposal ready) throws ProblemException, InterruptedException {
    var undone = stacks.proposal(at).state() == StackProposal.State.UNDONE;
    var look = stacks.look(at);
    return look.isEmpty()
        || (look.get().isAtRest()
            && look.get().standing() != StackLook.Standing.UNDER_REVIEW
            && (undone || look.get().changeSet().equals(ready.id())));
  }

  /// It may be seen as it was before for a while.
  private void untilDeleted() throws ProblemException, InterruptedException {
    waiter.until(
        "the removal of " + at.words(),
        () -> stacks.look(at).filter(it -> !it.status().equals("DELETE_FAILED")).isEmpty());
  }

  /// The first resource's, since all others fail after it.
  private String reason(String ofStack) throws ProblemException, InterruptedException {
    var failures = stacks.failures(at);
    return failures.isEmpty()
        ? (ofStack.isEmpty() ? "CloudFormation gives no reason" : ofStack)
        : failures.getFirst();
  }

  /// Removes it, and waits until it is gone. What its template keeps stays.
  ///
  /// @throws ProblemException LB7013 with the first reason when it is not
  void remove() throws ProblemException, InterruptedException {
    stacks.delete(at);
    untilDeleted();
    var left = stacks.look(at);
    if (left.isPresent()) {
      throw ProblemException.lasting(
          Code.LB7013,
          "%s was not removed: it is %s: %s"
              .formatted(at.words(), left.get().status(), reason(left.get().reason())),
          "stacks before it are gone, those after it stay",
          "mend what it names and repeat the command, which goes on from here");
    }
  }
}
