package dev.lifeboat.control;

import dev.lifeboat.plan.VaultPlace;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.Problem;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.ParallelLooks;
import dev.lifeboat.provider.VaultLook;
import dev.lifeboat.provider.VaultPoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Looks into vaults of a database at once.
///
/// @param places of the vaults, at least one
/// @param quick how long all of them are waited for, while one of them has the present writer
/// @param patient how long else: a vault of years takes its time, and is all that is left
/// @param notes of whoever put something in
record RestoreLooks(
    PlanVaults vaults,
    PointNotes notes,
    BackedUpDatabase of,
    List<VaultPlace> places,
    Duration quick,
    Duration patient) {
  private static final Duration QUICK = Duration.ofSeconds(20);
  private static final Duration PATIENT = Duration.ofMinutes(5);

  RestoreLooks(PlanVaults vaults, PointNotes notes, BackedUpDatabase of, List<VaultPlace> places) {
    this(vaults, notes, of, places, QUICK, PATIENT);
  }

  /// @param writer epoch of the writer whose log is wanted most
  VaultLook look(long writer) throws InterruptedException {
    return look(writer, it -> it.point().epoch() == writer);
  }

  /// The same, and one that may have newer log is waited for as well.
  VaultLook lookToRestore(long writer) throws InterruptedException {
    return look(writer, it -> it.point().epoch() == writer && it.unread().isEmpty());
  }

  private VaultLook look(long writer, Predicate<VaultLook.Found> suffices)
      throws InterruptedException {
    var late = new ArrayList<VaultPlace>();
    var best = best(take(places, quick, late), writer);
    if (late.isEmpty() || (best instanceof VaultLook.Found found && suffices.test(found))) {
      return best;
    }
    // Those that answered are asked again: nobody is told what was so minutes before.
    return best(take(places, patient, new ArrayList<>()), writer);
  }

  /// @param late takes those that did not answer in time
  private List<VaultLook> take(List<VaultPlace> of, Duration limit, List<VaultPlace> late)
      throws InterruptedException {
    var looks = new ParallelLooks(limit);
    var taken =
        of.stream()
            .map(it ->
                looks.<VaultLook>add(
                    () -> at(it),
                    why -> {
                      late.add(it);
                      return unread(it, silence(why));
                    }))
            .toList();
    looks.take();
    return taken.stream().map(Supplier::get).toList();
  }

  /// @param all as the places
  private VaultLook best(List<VaultLook> all, long writer) {
    var unread =
        all.stream()
            .filter(VaultLook.Unread.class::isInstance)
            .flatMap(it -> it.hindrance().stream())
            .toList();
    var best =
        all.stream()
            .flatMap(it -> it.found().stream())
            .max(
                Comparator.comparing((VaultPoint it) -> it.epoch() == writer)
                    .thenComparing(VaultPoint.BY_LOG));
    if (best.isPresent()) {
      return new VaultLook.Found(best.get(), newer(all, best.get()));
    }
    return unread.isEmpty() ? all.getFirst() : new VaultLook.Unread(Problem.several(unread));
  }

  /// Why vaults that may have more than `best` could not be read.
  private List<String> newer(List<VaultLook> all, VaultPoint best) {
    return IntStream.range(0, places.size())
        .filter(it -> all.get(it) instanceof VaultLook.Unread && !hasNoMore(places.get(it), best))
        .mapToObj(all::get)
        .flatMap(it -> it.hindrance().stream())
        .map(Problem::happened)
        .toList();
  }

  /// A copy gets what the vault has that it is copied from, and never more: unless that one lost
  /// what it had, which the notes of the copy tell.
  private boolean hasNoMore(VaultPlace place, VaultPoint best) {
    return of.copy().filter(place::equals).isPresent()
        && best.vault().equals(of.vault().name())
        && notes.noted(of, place).filter(best::continues).isPresent();
  }

  private VaultLook at(VaultPlace place) throws InterruptedException {
    try (var vault = vaults.open(place)) {
      var kept = vault.kept(of);
      return kept.bases().isEmpty()
          ? new VaultLook.Empty(none(place))
          : reached(place, vault, kept);
    } catch (ProblemException unread) {
      return unread(place, unread.problem());
    }
  }

  /// A gap is an answer: a base that is taken anew mends it, and nothing else does.
  private VaultLook reached(VaultPlace place, PlanVault vault, KeptDatabase kept)
      throws InterruptedException, ProblemException {
    try {
      var reach = vault.reach(of, new RestorePoint.End());
      var base =
          kept.bases().stream().filter(it -> it.snapshot().equals(reach.snapshot())).findFirst();
      var point =
          new VaultPoint(
              place.name(),
              reach.server(),
              0,
              reach.timeline(),
              reach.reaches(),
              base.map(KeptDatabase.Base::until),
              base.map(it -> it.bytesUpTo(reach.reaches())).orElse(0L));
      return new VaultLook.Found(notes.of(of, point), List.of());
    } catch (ProblemException broken) {
      if (broken.problem().code() != Code.LB9005) {
        throw broken;
      }
      return new VaultLook.Empty(broken.problem());
    }
  }

  private static VaultLook unread(VaultPlace place, Problem why) {
    return new VaultLook.Unread(
        new Problem(
            why.code(),
            "vault '%s': %s".formatted(place.name(), why.happened()),
            why.means(),
            why.action(),
            why.retry()));
  }

  private static Problem silence(String why) {
    return Problem.passing(
        Code.LB9003,
        why,
        "what could be restored from it is not known; nothing was changed",
        "see that it can be reached, then run it again");
  }

  private Problem none(VaultPlace place) {
    return Problem.lasting(
        Code.LB9007,
        "vault '%s' has no base of '%s'".formatted(place.name(), of.database().name()),
        "nothing could be restored from it; nothing was changed",
        "run 'lifeboat backup PLAN', while there is something to back up");
  }
}
