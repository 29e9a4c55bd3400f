package io.github.versionedschema.schema;

import org.jspecify.annotations.Nullable;

/**
 * A privilege that a role has on an object.
 *
 * @param role the name of the role; {@code null} for PUBLIC
 * @param grantor the role that granted it
 * @param privilege the privilege as SQL, such as SELECT
 * @param grantable whether the role may grant it on
 */
public record Grant(@Nullable String role, String grantor, String privilege, boolean grantable) {

	/**
	 * Returns the grantee as written in GRANT.
	 * @return the quoted role, or PUBLIC
	 */
	public String granteeSql() {
		return (this.role != null) ? Identifier.quote(this.role) : "PUBLIC";
	}

}
