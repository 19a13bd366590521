/// Send: whom to pay, how much and how fast; then the payment in full, and only then its signature.
/// Replacements and cancellations of earlier payments go through the same review.
@NullMarked
package org.quantumcoin.ui.send;

import org.jspecify.annotations.NullMarked;
