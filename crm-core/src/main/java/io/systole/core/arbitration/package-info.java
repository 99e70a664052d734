/**
 * What a witness remembers and whom it gives its grant. Decides between parts of a cluster that ask for the same thing;
 * whether a part needs a grant is {@link io.systole.core.membership.QuorumPolicy}'s business. Start with
 * {@link io.systole.core.arbitration.GrantBook}.
 */
package io.systole.core.arbitration;
