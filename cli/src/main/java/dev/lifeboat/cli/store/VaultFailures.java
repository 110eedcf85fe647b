package dev.lifeboat.cli.store;

import dev.lifeboat.plan.ShellWord;
import dev.lifeboat.postgres.BadPagesException;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.vault.DamageException;
import dev.lifeboat.vault.LockRefusedException;
import dev.lifeboat.vault.NoVaultException;
import dev.lifeboat.vault.RetainedException;
import dev.lifeboat.vault.WrongKeyException;
import dev.lifeboat.vault.postgres.LogGapException;
import java.io.IOException;
import java.nio.file.FileSystemException;

/// Problems that are told when a vault cannot be used.
public final class VaultFailures {
  private VaultFailures() {}

  /// What went wrong, with what to do.
  ///
  /// @param place of the vault
  /// @param again what is done once the cause of a failure is mended
  public static ProblemException told(String place, String again, IOException failure) {
    return told(
        place,
        again,
        "begin anew by 'lifeboat vault backup %s --postgres HOST --follow --new-base'"
            .formatted(ShellWord.of(place)),
        failure);
  }

  /// The same of a log too.
  ///
  /// @param anew what is done where log does not lead on
  public static ProblemException told(
      String place, String again, String anew, IOException failure) {
    return switch (failure) {
      case WrongKeyException wrong ->
          ProblemException.lasting(
              Code.LB9001,
              "%s: %s".formatted(place, wrong.getMessage()),
              "nothing was read or written",
              "use the passphrase or key file that it was made with; nothing else opens it");
      case NoVaultException absent ->
          ProblemException.lasting(
              Code.LB9002,
              "%s: %s".formatted(place, absent.getMessage()),
              "nothing was written",
              "see 'lifeboat vault --help', or name another folder, path or snapshot");
      case RetainedException wanted ->
          ProblemException.lasting(
              Code.LB9004,
              "%s: %s".formatted(place, wanted.getMessage()),
              "nothing was removed",
              "if it may go, lift the hold by 'lifeboat vault hold --release', and run this again");
      case LockRefusedException refused -> refused(place, again, refused);
      case DamageException lost ->
          failed(
              place,
              String.valueOf(lost.getMessage()),
              "it was not finished, and no byte of what is damaged was used",
              "use another snapshot or a copy of the vault; 'lifeboat vault check %s --repair' says"
                      .formatted(ShellWord.of(place))
                  + " by path what is damaged, and has the next backup store it again");
      case LogGapException gap ->
          ProblemException.lasting(
              Code.LB9005,
              "%s: %s".formatted(place, gap.getMessage()),
              "nothing was restored; what the vault has by now can be restored up to there",
              "name an earlier target, or " + anew);
      case BadPagesException bad ->
          ProblemException.lasting(
              Code.LB9006,
              "the server has bad pages: " + bad.getMessage(),
              "no snapshot was made, since nobody could restore them; earlier ones and the log"
                  + " behind them stay as they are",
              "restore the files that are named from an earlier snapshot, or fail over to a"
                  + " standby");
      default -> {
        // Of what another thread met it is the cause that knows the file.
        var why = failure.getCause() instanceof FileSystemException met ? met : failure;
        yield failed(
            place,
            FileFailure.told(why),
            "it was not finished; the vault is as it was before, or whole",
            "make room or mend the permission, then " + again);
      }
    };
  }

  private static ProblemException refused(
      String place, String again, LockRefusedException refused) {
    return failed(
        place,
        String.valueOf(refused.getMessage()),
        "it was not finished: an attacker could take what a snapshot needs before that ends;"
            + " snapshots are as they were, and a hold or rule that was given stands",
        "give whoever writes %s for as long as snapshots stay, then %s"
            .formatted(refused.right(), again));
  }

  private static ProblemException failed(
      String place, String happened, String means, String action) {
    return ProblemException.lasting(
        Code.LB9003, "%s: %s".formatted(place, happened), means, action);
  }
}
