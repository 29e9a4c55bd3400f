package io.github.versionedschema.rollout;

/**
 * What a customer is called, in the shapes of all releases.
 *
 * @param full as releases 1 and 2 know it
 * @param first as release 3 knows it
 * @param last as release 3 knows it; may be empty
 */
record PersonName(String full, String first, String last) {

	/**
	 * The name that a release with one column has written. Where it is split is what the
	 * migration says; that is often wrong, and stays so until somebody corrects it.
	 */
	static PersonName ofFull(String full) {
		int space = full.indexOf(' ');
		return (space < 0) ? new PersonName(full, full, "")
				: new PersonName(full, full.substring(0, space), full.substring(space + 1));
	}

	/**
	 * The name that a release with two columns has written.
	 */
	static PersonName ofParts(String first, String last) {
		return new PersonName((first + " " + last).strip(), first, last);
	}

	/**
	 * The name after a release with one column has written it. If it is the same as
	 * before, then whatever was corrected in the two columns has to survive.
	 */
	PersonName renamed(String full) {
		return full.equals(this.full) ? this : ofFull(full);
	}

}
