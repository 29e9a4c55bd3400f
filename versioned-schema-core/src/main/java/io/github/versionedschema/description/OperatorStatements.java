package io.github.versionedschema.description;

/**
 * Aggregates and operators, of which PostgreSQL prints no definitions.
 */
final class OperatorStatements {

	private static final String MODIFIES = """
			case %s when 'r' then 'read_only' when 's' then 'shareable' else 'read_write' end""";

	static final String AGGREGATES = """
			select 'pg_proc'::regclass::oid as class_id, p.oid as object_id, p.oid::regprocedure::text as name,
				format('create aggregate %I.%I (%s) (%s);', n.nspname, p.proname,
					coalesce(nullif(pg_get_function_arguments(p.oid), ''), '*'), concat_ws(', ',
						'sfunc = ' || a.aggtransfn::text,
						'stype = ' || format_type(a.aggtranstype, null),
						'sspace = ' || nullif(a.aggtransspace, 0),
						'finalfunc = ' || nullif(a.aggfinalfn::oid, 0)::regproc::text,
						case when a.aggfinalextra then 'finalfunc_extra' end,
						case when a.aggfinalfn::oid <> 0 then 'finalfunc_modify = ' || {final} end,
						'combinefunc = ' || nullif(a.aggcombinefn::oid, 0)::regproc::text,
						'serialfunc = ' || nullif(a.aggserialfn::oid, 0)::regproc::text,
						'deserialfunc = ' || nullif(a.aggdeserialfn::oid, 0)::regproc::text,
						'initcond = ' || quote_literal(a.agginitval),
						'msfunc = ' || nullif(a.aggmtransfn::oid, 0)::regproc::text,
						'minvfunc = ' || nullif(a.aggminvtransfn::oid, 0)::regproc::text,
						case when a.aggmtranstype <> 0 then 'mstype = ' || format_type(a.aggmtranstype, null) end,
						'msspace = ' || nullif(a.aggmtransspace, 0),
						'mfinalfunc = ' || nullif(a.aggmfinalfn::oid, 0)::regproc::text,
						case when a.aggmfinalextra then 'mfinalfunc_extra' end,
						case when a.aggmfinalfn::oid <> 0 then 'mfinalfunc_modify = ' || {mfinal} end,
						'minitcond = ' || quote_literal(a.aggminitval),
						(select format('sortop = operator(%I.%s)', m.nspname, o.oprname) from pg_operator o
							join pg_namespace m on m.oid = o.oprnamespace where o.oid = a.aggsortop),
						case p.proparallel when 's' then 'parallel = safe' when 'r' then 'parallel = restricted' end,
						case a.aggkind when 'h' then 'hypothetical' end)) as sql
			from pg_aggregate a
			join pg_proc p on p.oid = a.aggfnoid
			join pg_namespace n on n.oid = p.pronamespace and n.nspname = :schema
			""".replace("{final}", MODIFIES.formatted("a.aggfinalmodify"))
		.replace("{mfinal}", MODIFIES.formatted("a.aggmfinalmodify"));

	/** One that only another operator names as its counterpart is created by that one. */
	static final String OPERATORS = """
			select 'pg_operator'::regclass::oid as class_id, o.oid as object_id, o.oid::regoperator::text as name,
				format('create operator %I.%s (%s);', n.nspname, o.oprname, concat_ws(', ',
					'function = ' || o.oprcode::text,
					case when o.oprleft <> 0 then 'leftarg = ' || format_type(o.oprleft, null) end,
					case when o.oprright <> 0 then 'rightarg = ' || format_type(o.oprright, null) end,
					(select format('commutator = operator(%I.%s)', m.nspname, c.oprname) from pg_operator c
						join pg_namespace m on m.oid = c.oprnamespace where c.oid = o.oprcom),
					(select format('negator = operator(%I.%s)', m.nspname, c.oprname) from pg_operator c
						join pg_namespace m on m.oid = c.oprnamespace where c.oid = o.oprnegate),
					'restrict = ' || nullif(o.oprrest::oid, 0)::regproc::text,
					'join = ' || nullif(o.oprjoin::oid, 0)::regproc::text,
					case when o.oprcanhash then 'hashes' end,
					case when o.oprcanmerge then 'merges' end)) as sql
			from pg_operator o
			join pg_namespace n on n.oid = o.oprnamespace and n.nspname = :schema
			where o.oprcode::oid <> 0
			""";

	private OperatorStatements() {
	}

}
