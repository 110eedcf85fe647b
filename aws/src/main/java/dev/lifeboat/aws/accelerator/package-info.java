/// Users who come by Global Accelerator. Its endpoints are load balancers whose health follows the
/// right to write, so that users follow the writer by themselves, in both directions and without
/// any call. Start at [dev.lifeboat.aws.accelerator.AcceleratorRoute].
///
/// Rules kept here:
///
/// - The control plane, which is in one region, is called for the shares of the way home alone.
/// - Where users are led is told by what answers them, never by what a dial is set to.
@NullMarked
package dev.lifeboat.aws.accelerator;

import org.jspecify.annotations.NullMarked;
