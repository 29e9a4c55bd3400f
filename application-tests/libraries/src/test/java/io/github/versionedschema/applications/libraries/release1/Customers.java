package io.github.versionedschema.applications.libraries.release1;

import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jooq.impl.TableImpl;

/** The table as jOOQ's generator writes it: its schema is {@code public}. */
final class Customers extends TableImpl<Record> {

	private static final long serialVersionUID = 1L;

	static final Customers CUSTOMERS = new Customers();

	final TableField<Record, Long> id = createField(DSL.name("id"), SQLDataType.BIGINT.nullable(false).identity(true));

	final TableField<Record, String> fullName = createField(DSL.name("full_name"), SQLDataType.CLOB.nullable(false));

	final TableField<Record, Integer> visits = createField(DSL.name("visits"), SQLDataType.INTEGER.nullable(false));

	final TableField<Record, String> note = createField(DSL.name("note"), SQLDataType.CLOB);

	private Customers() {
		super(DSL.name("customers"), DSL.schema(DSL.name("public")));
	}

}
