package io.github.versionedschema.applications.start;

/** When an application uses its database first, of its own accord. */
enum Moment {

	/** Whenever its framework does, which may be never before the first request. */
	ANY(""),

	/** While its beans are created. */
	CREATION("post-construct");

	private final String property;

	Moment(String property) {
		this.property = property;
	}

	String property() {
		return this.property;
	}

}
