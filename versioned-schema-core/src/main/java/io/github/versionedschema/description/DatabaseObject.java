package io.github.versionedschema.description;

/**
 * An object of a schema.
 *
 * @param key identifies it in the catalogue
 * @param kind what it is
 * @param name its name, for messages and to order objects
 * @param sql the statements that create it, each with a semicolon
 */
record DatabaseObject(Key key, ObjectKind kind, String name, String sql) {

	/**
	 * Identifies an object.
	 *
	 * @param classId the system catalogue that has it
	 * @param objectId its identifier there
	 */
	record Key(long classId, long objectId) {
	}

}
