package io.github.versionedschema.applications.kotlin

/** What both releases do with customers. */
interface CustomerBook {

    fun add(entry: Entry): Entry

    fun change(entry: Entry)

    fun visit(id: Long)

    fun find(id: Long): Entry

    fun remove(id: Long)
}

/** What both releases know about a customer. */
data class Entry(val id: Long, val first: String, val last: String, val visits: Long, val remark: String)
