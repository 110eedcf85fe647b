package dev.lifeboat.provision.apply;

import dev.lifeboat.problem.FileFailure;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.ProvisionIndex;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Uploads of a plan into its bucket of artefacts: definitions, and the jar of functions.
///
/// @param outputs of the stacks that are there, as they come
record ArtefactUploads(
    ProvisionFiles files,
    StackPort stacks,
    AccountPort account,
    ProvisionRun.Request request,
    Map<String, String> outputs) {
  private static final String ARTEFACTS = "Artefacts";

  /// Whether a person has to give it.
  boolean isMissing(ProvisionIndex.Upload upload) throws ProblemException, InterruptedException {
    return text(upload).isEmpty() && request.functions().isEmpty() && !isThere(upload);
  }

  /// Uploads it, unless it is there.
  void upload(ProvisionIndex.Upload upload, ProvisionNews news)
      throws ProblemException, InterruptedException {
    boolean there = isThere(upload);
    if (!there) {
      stacks.requireMine();
      var text = text(upload);
      if (text.isPresent()) {
        account.put(upload.awsRegion(), bucket(), key(upload), text.get());
      } else {
        account.put(upload.awsRegion(), bucket(), key(upload), jar());
      }
    }
    news.tell(key(upload), there ? "same" : "done", "in the bucket of artefacts");
  }

  private byte[] jar() throws ProblemException {
    var jar = request.functions().orElseThrow();
    try {
      return jar.bytes();
    } catch (IOException failed) {
      throw FileFailure.ofMachine(
          "read",
          jar.code(),
          failed,
          "the functions are not uploaded; what was done before stays",
          "repeat the command once it can be read");
    }
  }

  private boolean isThere(ProvisionIndex.Upload upload)
      throws ProblemException, InterruptedException {
    return outputs.containsKey(ARTEFACTS)
        && account.isThere(upload.awsRegion(), bucket(), key(upload));
  }

  /// Of a jar: by the name that was given, or that the functions have.
  private String key(ProvisionIndex.Upload upload) throws ProblemException, InterruptedException {
    if (text(upload).isPresent()) {
      return upload.key();
    }
    var name = Optional.ofNullable(request.given().get(FunctionsJar.PARAMETER));
    for (var step : files.index().steps()) {
      if (name.isEmpty()
          && step instanceof ProvisionIndex.Deploy deploy
          && deploy.folder().equals(StackRemoval.FUNCTIONS)) {
        name =
            stacks
                .look(ProvisionRun.address(deploy))
                .flatMap(it -> Optional.ofNullable(it.parameters().get(FunctionsJar.PARAMETER)));
      }
    }
    return name.map(it -> upload.key().substring(0, upload.key().lastIndexOf('/') + 1) + it)
        .orElse(upload.key());
  }

  private String bucket() {
    return Objects.requireNonNull(outputs.get(ARTEFACTS), "no bucket of artefacts");
  }

  /// Empty for what is not among the files.
  private Optional<String> text(ProvisionIndex.Upload upload) {
    return Optional.ofNullable(files.files().get(upload.file()));
  }
}
