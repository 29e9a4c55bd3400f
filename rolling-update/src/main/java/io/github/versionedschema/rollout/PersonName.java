package io.github.versionedschema.rollout;

/**
 * Name of a customer, in the columns of all releases.
 *
 * @param full the full name of releases 1 and 2
 * @param first the first name of release 3
 * @param last the last name of release 3; may be empty
 */
record PersonName(String full, String first, String last) {

	/**
	 * Returns the name after a release with one column wrote it. The migration defines
	 * where it is split; the result is often wrong until a client corrects it.
	 */
	static PersonName ofFull(String full) {
		int space = full.indexOf(' ');
		return (space < 0) ? new PersonName(full, full, "")
				: new PersonName(full, full.substring(0, space), full.substring(space + 1));
	}

	/**
	 * Returns the name after a release with two columns wrote it.
	 */
	static PersonName ofParts(String first, String last) {
		return new PersonName((first + " " + last).strip(), first, last);
	}

	/**
	 * Returns the name after a release with one column updated it. If the name is
	 * unchanged, corrections of the two columns must survive.
	 */
	PersonName renamed(String full) {
		return full.equals(this.full) ? this : ofFull(full);
	}

}
