package io.systole.core.cib;

/**
 * Which agent runs a resource: class, provider (empty except for class {@code ocf}) and type.
 * Written {@code ocf:heartbeat:IPaddr2} or {@code lsb:haproxy}.
 */
public record AgentId(String agentClass, String provider, String type) {
    public AgentId {
        if (agentClass == null || agentClass.isEmpty() || provider == null || type == null || type.isEmpty()) {
            throw new IllegalArgumentException("an agent needs a class and a type: " + agentClass + ":" + provider + ":" + type);
        }
    }

    @Override
    public String toString() {
        return provider.isEmpty() ? agentClass + ":" + type : agentClass + ":" + provider + ":" + type;
    }
}
