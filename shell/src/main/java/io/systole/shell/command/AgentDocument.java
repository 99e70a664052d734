package io.systole.shell.command;

import io.systole.core.cib.Element;
import io.systole.core.cib.xml.CibReader;
import java.util.regex.Pattern;

/** The metadata of an agent as a tree. */
final class AgentDocument {
    /** Agents begin with a document type, ours with declarations in it; the reader of CIBs accepts none. */
    private static final Pattern DOCUMENT_TYPE = Pattern.compile("<!DOCTYPE[^\\[>]*(\\[.*?]\\s*)?>", Pattern.DOTALL);

    private AgentDocument() {}

    /**
     * Reads what the agent has printed.
     *
     * @throws io.systole.core.cib.xml.CibParseException if that is no XML
     */
    static Element read(String metadata) {
        return CibReader.element(DOCUMENT_TYPE.matcher(metadata).replaceFirst(""));
    }
}
