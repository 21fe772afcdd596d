using Chat.Contracts.Accounts;
using Chat.Core.Accounts;
using Chat.Core.Assistant;
using Chat.Core.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Chat.Assistant.Replies;

/// <summary>The assistant's account, made at the first start. A person who has its name already keeps it.</summary>
internal sealed class AssistantBot(IServiceScopeFactory scopes, IOptions<AssistantOptions> options, TimeProvider clock) : IHostedService
{
    public User? User { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IChatDb>();
        try { User = await FindOrMakeAsync(db, cancellationToken); }
        catch (DuplicateException)
        {
            // Another node that starts now made it.
            User = await FindOrMakeAsync(db, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<User> FindOrMakeAsync(IChatDb db, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleOrDefaultAsync(one => one.Id == AssistantAccount.Id, cancellationToken);
        if (account is null)
        {
            var name = await FreeNameAsync(db, cancellationToken);
            account = new()
            {
                Id = AssistantAccount.Id, Username = name, UsernameKey = Usernames.KeyOf(name)!, DisplayName = options.Value.Name,
                Role = UserRole.Bot, CreatedAt = clock.GetUtcNow(),
            };
            db.Accounts.Add(account);
        }

        account.DisplayName = options.Value.Name;
        await db.SaveChangesAsync(cancellationToken);
        return account.ToUser();
    }

    private static async Task<string> FreeNameAsync(IChatDb db, CancellationToken cancellationToken)
    {
        var key = Usernames.KeyOf(AssistantAccount.Username);
        return await db.Accounts.AnyAsync(one => one.UsernameKey == key, cancellationToken) ? "chat assistant" : AssistantAccount.Username;
    }
}
