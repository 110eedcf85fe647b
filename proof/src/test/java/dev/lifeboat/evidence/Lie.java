package dev.lifeboat.evidence;

import java.io.IOException;

/// Tells one lie in a folder whose signer goes along with it.
interface Lie {
  Forgery tell(Forgery folder) throws IOException;
}
