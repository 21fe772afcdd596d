namespace Chat.Core.Presence;

/// <summary>Hears that what is shown of an account may have changed, and tells those who may see it.</summary>
public interface IPresenceNews
{
    void Stirred(Guid accountId);
}
