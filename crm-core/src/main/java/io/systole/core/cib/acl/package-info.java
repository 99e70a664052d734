/**
 * Who may read and write which part of the CIB: the ACLs of its section {@code acls} (C-174 to C-179). Pure functions; who
 * somebody is was found out before. Start with {@link io.systole.core.cib.acl.Access}.
 */
package io.systole.core.cib.acl;
