package io.github.versionedschema.applications.start;

/** Moment at which an application first uses its database by itself. */
enum Moment {

	/** When its framework does, possibly not before the first request. */
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
