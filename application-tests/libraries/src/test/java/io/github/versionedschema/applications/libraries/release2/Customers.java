package io.github.versionedschema.applications.libraries.release2;

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

	final TableField<Record, String> firstName = createField(DSL.name("first_name"), SQLDataType.CLOB.nullable(false));

	final TableField<Record, String> lastName = createField(DSL.name("last_name"), SQLDataType.CLOB.nullable(false));

	final TableField<Record, Long> visits = createField(DSL.name("visits"), SQLDataType.BIGINT.nullable(false));

	final TableField<Record, String> remark = createField(DSL.name("remark"), SQLDataType.CLOB.nullable(false));

	private Customers() {
		super(DSL.name("customers"), DSL.schema(DSL.name("public")));
	}

}
