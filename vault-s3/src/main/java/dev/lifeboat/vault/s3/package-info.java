/// A vault's store in a bucket of S3, or of anything that speaks as S3 does.
///
/// Start at [dev.lifeboat.vault.s3.S3Place], which says where; [dev.lifeboat.vault.s3.S3VaultStore]
/// keeps bytes there.
///
/// Rules kept here:
///
/// - Logins come from the SDK's usual chain alone, never from an argument.
/// - What a lost reply leaves unknown is looked up before it is called a failure.
@NullMarked
package dev.lifeboat.vault.s3;

import org.jspecify.annotations.NullMarked;
